"""Any condition that authors could write, and any context."""

from typing import Any

from hypothesis import strategies as st
from pydantic import TypeAdapter

from handrail.conditions.context import Context, Standing, TrackedEvent
from handrail.conditions.schema import Condition

CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
NAMES = st.sampled_from(["plan", "role", "saved"])
SLUGS = st.sampled_from(["welcome", "billing"])
SCALARS = st.one_of(
    st.booleans(), st.integers(-5, 5), st.floats(-5, 5), st.sampled_from(["", "pro", "5", "2026-01-01T00:00:00Z"])
)
ORDERED = SCALARS.filter(lambda value: not isinstance(value, bool))
GLOBS = st.text(alphabet="/a*%C3b", min_size=1, max_size=12)
COMPARISONS = st.one_of(
    st.builds(lambda op, v: {op: v}, st.sampled_from(["is", "is_not", "contains"]), SCALARS),
    st.builds(lambda op, v: {op: v}, st.sampled_from(["in", "not_in"]), st.lists(SCALARS, max_size=3)),
    st.builds(lambda op, v: {op: v}, st.sampled_from(["gt", "gte", "lt", "lte"]), ORDERED),
    st.builds(lambda v: {"exists": v}, st.booleans()),
)
CLAUSES: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.builds(lambda key, name, rest: {key: name, **rest}, st.sampled_from(["trait", "account"]), NAMES, COMPARISONS),
    st.builds(lambda name: {"segment": name}, NAMES),
    st.builds(lambda key, glob: {key: glob}, st.sampled_from(["url", "hash"]), GLOBS),
    st.builds(lambda globs: {"query": globs}, st.dictionaries(st.text(max_size=3), GLOBS, min_size=1, max_size=2)),
    st.builds(
        lambda name, low, within, where: {"event": name, "at_least": low, "within": within, "where": where},
        NAMES,
        st.integers(0, 3),
        st.sampled_from(["1s", "1d"]),
        st.dictionaries(NAMES, st.one_of(SCALARS, COMPARISONS), max_size=2),
    ),
    st.builds(lambda key, item: {key: item}, st.sampled_from(["seen", "completed", "dismissed", "active"]), SLUGS),
    st.sampled_from([{"element": "target"}, {"element": {"test_id": "a"}, "state": "absent"}]),
    st.builds(lambda tag: {"locale": tag}, st.sampled_from(["en", "pt-BR"])),
    st.builds(lambda name: {"device": name}, st.sampled_from(["phone", "tablet", "desktop"])),
    st.sampled_from([{"time": {"after": "2026-01-01T00:00:00Z"}}, {"time": {"before": "1960-01-01T00:00:00Z"}}]),
)
RAW_CONDITIONS: st.SearchStrategy[dict[str, Any]] = st.recursive(
    CLAUSES,
    lambda inner: st.one_of(
        st.builds(lambda key, parts: {key: parts}, st.sampled_from(["all", "any"]), st.lists(inner, max_size=3)),
        st.builds(lambda part: {"not": part}, inner),
    ),
    max_leaves=8,
)
CONDITIONS: st.SearchStrategy[Condition] = RAW_CONDITIONS.map(CONDITION.validate_python)
VALUES = st.one_of(SCALARS, st.none(), st.lists(st.text(max_size=3), max_size=3), st.just(float("nan")))
INSTANTS = st.integers(-(10**12), 10**13)
CONTEXTS = st.builds(
    Context,
    traits=st.none() | st.dictionaries(NAMES, VALUES),
    account=st.none() | st.dictionaries(NAMES, VALUES),
    segments=st.none() | st.dictionaries(NAMES, st.none() | st.booleans()),
    url=st.none() | st.text() | st.text(alphabet="/a%C3b?#=&+:", max_size=20),
    device=st.none() | st.sampled_from(["phone", "tablet", "desktop"]),
    elements=st.none() | st.sampled_from([lambda _: None, lambda _: {"visible"}, lambda _: {"absent"}]),
    locale=st.none() | st.text(max_size=6) | st.just("en-GB"),
    now=st.none() | INSTANTS,
    events=st.none() | st.lists(st.builds(TrackedEvent, NAMES, INSTANTS, st.dictionaries(NAMES, VALUES)), max_size=3),
    progress=st.none()
    | st.dictionaries(SLUGS, st.builds(Standing, seen=st.booleans(), completed=st.booleans(), dismissed=st.booleans())),
)
