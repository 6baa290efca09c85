"""The SDK's types are those of the server's models."""

from pathlib import Path

from sdk_js.generate_wire import write_wire

ROOT = Path(__file__).resolve().parents[2]


def test_the_committed_types_are_what_the_models_give() -> None:
    committed = (ROOT / "sdk_js/src/wire.gen.ts").read_text()
    assert committed == write_wire(), "run `make schema` and commit sdk_js/src/wire.gen.ts"


def test_what_the_server_sends_is_always_there_and_what_authors_wrote_may_be_left_out() -> None:
    types = write_wire()
    assert "readonly themes: Readonly<Record<string, CompiledTheme>>;" in types
    assert "readonly token?: string | null;" in types
    assert "readonly css?: string;" in types
    assert "readonly frame?: readonly Locator[];" in types
