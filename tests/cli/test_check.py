"""``floorwatch check``: every fault in one go, in order; a good site is called good."""

import json


def break_everything(scenario) -> None:
    scenario.edit("Asia/Shanghai", "Asia/Shanghai2")
    scenario.edit("cam1.mp4", "nope.mp4")
    scenario.edit("[150, 10]", "[1500, 10]")
    scenario.edit("A-02", "A-01")
    scenario.edit("2011", "", file="roster.csv")
    scenario.add("{broken\n", file="agents.jsonl")
    scenario.add("vision: {pose: no-such-network}\n")


def test_all_faults_at_once_and_in_order(scenario, floorwatch) -> None:
    break_everything(scenario)
    result = floorwatch("check", scenario.folder)
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    for word in ("agents.jsonl:5", ":2:20", ":5:16", ":9:22", ":10:5", "no-such-network"):
        assert any(word in line for line in lines), word
    site = [tuple(map(int, line.split(":")[1:3])) for line in lines if "floor.yaml" in line]
    assert site == sorted(site)


def test_one_wrong_file_does_not_hide_another(scenario, floorwatch) -> None:
    scenario.edit("2011", "", file="roster.csv")
    scenario.edit("AVAILABLE", "ASLEEP", file="agents.jsonl")
    result = floorwatch("check", scenario.folder)
    assert "roster.csv:2: agent_key" in result.stderr
    assert "agents.jsonl:1: state: is 'ASLEEP'; write one of LOGGED_OFF" in result.stderr


def test_the_same_faults_as_json(scenario, floorwatch) -> None:
    break_everything(scenario)
    as_text = floorwatch("check", scenario.folder).stderr.splitlines()
    result = floorwatch("check", scenario.folder, "--json")
    faults = json.loads(result.stdout)
    assert result.exit_code == 1
    assert len(faults) == len(as_text)
    assert {tuple(fault) for fault in faults} == {("file", "line", "column", "field", "message")}


def test_a_good_site_is_called_good_and_left_alone(scenario, floorwatch) -> None:
    before = scenario.contents()
    result = floorwatch("check", scenario.site)
    assert result.exit_code == 0
    assert "good; cameras: 1, seats: 2" in result.stdout
    assert json.loads(floorwatch("check", scenario.site, "--json").stdout) == []
    assert scenario.contents() == before


def test_a_switched_off_camera_is_a_fault_only_where_cameras_are_tried(
    scenario, floorwatch
) -> None:
    scenario.edit("cam1.mp4", "rtsp://127.0.0.1:9/x")
    assert floorwatch("check", scenario.site).exit_code == 0
    result = floorwatch("check", "--live", scenario.site)
    assert result.exit_code == 1
    assert ":5:16: cameras[0].source: rtsp://127.0.0.1:9/x" in result.stderr
