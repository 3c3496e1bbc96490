"""The exporters in JupyterLab's menu: its server takes a name as an address, and not every name is one."""

from __future__ import annotations

import re

import pytest
from jupyter_server.nbconvert.handlers import _format_regex
from nbconvert.exporters import get_exporter


@pytest.mark.parametrize("name", ["briefing-html", "briefing-pdf"])
def test_the_server_refuses_the_names_of_the_command_line(name: str) -> None:
    assert not re.fullmatch(_format_regex, name), "then the second name of each exporter can go"


@pytest.mark.parametrize("name", ["briefing_html", "briefing_pdf"])
def test_each_exporter_has_a_name_that_is_an_address(name: str) -> None:
    assert re.fullmatch(_format_regex, name)
    assert get_exporter(name) is get_exporter(name.replace("_", "-"))
