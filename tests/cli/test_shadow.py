"""A network on trial is refused at the start like any other that must not run."""


def test_check_names_a_shadow_that_is_not_on_the_list(scenario, floorwatch) -> None:
    scenario.add("vision: {shadow: faces}\n")
    result = floorwatch("check", scenario.folder)
    assert result.exit_code == 1
    assert "vision.shadow: network 'faces' is not on the allow-list" in result.stderr


def test_run_does_not_start_with_one(scenario, floorwatch) -> None:
    before = scenario.contents()
    result = floorwatch("run", scenario.folder, "--shadow", "faces")
    assert result.exit_code == 1
    assert "network 'faces' is not on the allow-list" in result.stderr
    assert scenario.contents() == before


def test_the_network_that_decides_is_no_candidate(scenario, floorwatch) -> None:
    result = floorwatch("run", scenario.folder, "--shadow", "floor-pose-n")
    assert result.exit_code == 1
    assert "'floor-pose-n' decides already (vision.pose); try another" in result.stderr


def test_every_none_th_picture_is_no_share(scenario, floorwatch) -> None:
    scenario.add("vision: {shadow: floor-n, shadow_every: 0}\n")
    result = floorwatch("check", scenario.folder)
    assert result.exit_code == 1
    assert "vision.shadow_every" in result.stderr
