"""The examples of docs/check.md: their YAML parses, and each command in them is one that exists, with options that it has."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml

from handrail.cli import app
from handrail.content.site_check import CheckSettings

TEXT = (Path(__file__).parents[4] / "docs/check.md").read_text()
EXAMPLES = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)


def list_scripts(value: Any) -> list[str]:
    if isinstance(value, dict):
        said = [value["run"]] if "run" in value else list(value.get("script", []))
        return said + [line for one in value.values() for line in list_scripts(one)]
    return [line for one in value for line in list_scripts(one)] if isinstance(value, list) else []


@pytest.mark.parametrize("example", EXAMPLES, ids=["github", "gitlab"])
def test_an_example_calls_what_there_is(example: str) -> None:
    lines = [shlex.split(line) for line in list_scripts(yaml.safe_load(example))]
    assert ["pip", "install", "handrail[check]"] in lines
    (call,) = [words[1:] for words in lines if words[0] == "handrail"]
    commands: dict[str, Any] = vars(typer.main.get_command(app))["commands"]
    command = commands[call[0]]
    parameters = {option for parameter in command.params for option in parameter.opts}
    assert [word for word in call if word.startswith("--") and word not in parameters] == []
    assert "--url" in call


def test_the_settings_of_the_example_are_valid() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)
    assert CheckSettings.model_validate(json.loads(example)["check"]).roles["owner"].sign_in == "check/sign_in.py"
