"""Users: a password is long enough or refused, and is never shown."""


def test_a_short_password(scenario, floorwatch) -> None:
    add = ["users", "add", "li.na", "--site", scenario.folder, "--password-stdin"]
    result = floorwatch(*add, stdin="short\n")
    assert result.exit_code == 1
    assert "li.na: a password has 12 to 1024 characters" in result.stderr
    assert "short" not in result.output
    assert floorwatch("users", "list", "--site", scenario.folder).stdout == ""


def test_add_list_remove(scenario, floorwatch) -> None:
    site = ["--site", scenario.folder]
    add = ["users", "add", "li.na", *site, "--password-stdin"]
    assert floorwatch(*add, stdin="long enough for this\n").exit_code == 0
    again = floorwatch(*add, stdin="long enough for this\n")
    assert (again.exit_code, "li.na" in again.stderr) == (1, True)
    assert floorwatch("users", "list", *site).stdout == "li.na\tduty_lead\ten\n"
    assert floorwatch("users", "remove", "li.na", *site).exit_code == 0
    gone = floorwatch("users", "remove", "li.na", *site)
    assert (gone.exit_code, "li.na: no such user" in gone.stderr) == (1, True)
