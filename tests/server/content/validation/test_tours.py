"""What is said about tours: kinds of steps, buttons, highlights, media, schedules, former ids, goals, themes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from handrail.content.media import MediaFile, Type
from tests.server.content.checking import Written, bare, check, find, steps
from tests.server.content.writing import LAST, SITE, STEP, write_files, write_tour

MORE = {"label": "More", "do": "next"}
NO_WAY_ON = 'no button leads on; one of them needs "do": "next", "complete" or "go"'
UNREACHED = 'no way leads to step "done"; lead next or a button of another step to it, or leave it out'
WAS = "was names what this tour alone was called before"


def slide_out(**changes: Any) -> Written:
    return {"type": "slide-out", "title": "A", **changes}


def banner(**changes: Any) -> Written:
    return {"type": "banner", "title": "A", **changes}


def button(**parts: Any) -> Written:
    return steps({"buttons": [{"label": "A", **parts}, MORE]})


def link(url: str) -> Written:
    return button(do="link", url=url)


def refused_link(url: str) -> list[str]:
    return [f'the link to "{url}" is not allowed; a path of the site, as in /settings, or https://… or mailto:…']


FAULTS: dict[str, tuple[Written, list[str]]] = {
    # kinds of steps
    "a target of a banner": (steps(banner(target={"css": "a"})), ['"target" is nothing for this type of step; it goes with spotlight or tooltip']),
    "a placement of a slide-out": (steps(slide_out(placement="top")), ['"placement" is nothing for this type of step; it goes with spotlight or tooltip']),
    "a banner in the middle": (steps(banner(position="middle")), ['"middle" is none of top, bottom']),
    "a position of a spotlight": (steps({"position": "top"}), ['"position" is nothing for this type of step; it goes with banner']),
    "a tooltip without its target": ({"steps": [{"id": "a", "type": "tooltip", "title": "A"}, LAST]}, ['"target" is missing']),
    "an interaction of a tooltip": (steps({"type": "tooltip", "interaction": "open"}), ['"interaction" is nothing for this type of step; it goes with spotlight']),
    "a slide-out that waits for a click": (steps(slide_out(advance={"on": "click"})), ["a slide-out never goes on by click: there is no target; use next, when, or an event of the host; or make it a spotlight"]),
    "a banner that waits for a change": (steps(banner(advance={"on": "change"})), ["a banner never goes on by change: there is no target; use next, when, or an event of the host; or make it a spotlight"]),
    "the target of a step that has none": (steps(banner(advance={"when": {"element": "target", "state": "filled"}})), ['"target" means something only in the advance of a step that has one; say how to find the element']),
    "a tooltip that floats and waits for its target": (steps({"type": "tooltip", "advance": {"on": "click"}, "on_missing": {"do": "float"}}), ["without its target the step waits for a click on it for ever; use pause, skip or end, or add a button that leads on"]),
    "a banner that only links": (steps(banner(buttons=[{"label": "A", "do": "link", "url": "/a"}])), [NO_WAY_ON, UNREACHED]),
    "a slide-out that only sleeps": (steps(slide_out(buttons=[{"label": "A", "do": "snooze", "for": "day"}])), [NO_WAY_ON, UNREACHED]),
    "a misspelt event to advance a banner": (steps(banner(advance={"on": "event", "event": "signd_up"})), ['event "signd_up" is not declared; did you mean "signed_up"?']),
    # highlights, padding, radius
    "six highlights": (steps({"highlights": [{"css": "a"}] * 6}), ["has 6 entries; at most 5"]),
    "a highlight that says nothing": (steps({"highlights": [{}]}), ["needs exactly one of test_id, role, label, text, css"]),
    "a highlight in a locale that is none here": (steps({"highlights": [[{"css": "a"}, {"text": {"nn": "x"}}]]}), ['"nn" is no locale of this site; there is en, nb']),
    "too much padding": (steps({"padding": 41}), ["41 is out of range; at most 40"]),
    "a radius below nothing": (steps({"radius": -1}), ["-1 is out of range; at least 0"]),
    "highlights of a modal": (steps({"type": "modal", "title": "A", "highlights": []}), ['"highlights" is nothing for this type of step; it goes with spotlight']),
    # buttons
    "snooze without how long": (button(do="snooze"), ['for goes with "do": "snooze"; say both, or neither']),
    "snooze for a month": (button(do="snooze", **{"for": "month"}), ['"month" is none of hour, day, week']),
    "how long without snooze": (button(do="next", **{"for": "day"}), ['for goes with "do": "snooze"; say both, or neither']),
    "a link without its address": (button(do="link"), ['url goes with "do": "link"; say both, or neither']),
    "a track without its event": (button(do="track"), ['event goes with "do": "track"; say both, or neither']),
    "an event that is not declared": (button(do="track", event="signd_up"), ['event "signd_up" is not declared; did you mean "signed_up"?']),
    "a script for an act": (button(do="run"), ['"run" is none of next, back, complete, dismiss, start, go, snooze, link, article, track, contact']),
    **{
        f"a link to {url!r}": (link(url), refused_link(url))
        for url in (
            "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,x",
            "vbscript:x", "blob:https://a.test/x", "file:///etc/passwd", "http://a.test", "//evil.test", "/\\evil.test",
            "\\\\evil.test", "/\t/evil.test", "https:/evil.test", "https://", "https://user:pass@a.test", "settings", "#a", "?a", "",
        ) if url
    },
    # schedules
    "a schedule that ends before it begins": ({"schedule": {"from": "2026-02-01T00:00:00Z", "until": "2026-01-01T00:00:00Z"}}, ["from is not before until; it would never be there"]),
    "a schedule of one moment": ({"schedule": {"from": "2026-02-01T01:00:00+01:00", "until": "2026-02-01T00:00:00Z"}}, ["from is not before until; it would never be there"]),
    "an instant beyond the calendar": ({"schedule": {"until": "9999-12-31T23:59:59-12:00"}}, ["an instant beyond the calendar; years from 1 to 9999, in UTC"]),
    "an instant without its offset": ({"schedule": {"until": "2026-02-01"}}, ['"2026-02-01" is no instant; RFC 3339 with an offset, as in 2026-01-31T09:00:00Z']),
    "a day in another language": ({"schedule": {"days": ["man"]}}, ['"man" is none of mon, tue, wed, thu, fri, sat, sun; did you mean "mon"?']),
    "a day twice": ({"schedule": {"days": ["mon", "mon"]}}, ["days has a day twice; each of them once"]),
    "no day": ({"schedule": {"days": []}}, ["is empty"]),
    "hours without an end": ({"schedule": {"hours": {"from": "09:00"}}}, ['"to" is missing']),
    "hours of nothing": ({"schedule": {"hours": {"from": "09:00", "to": "09:00"}}}, ["from and to are the same; without hours it is there all day"]),
    "an hour too late": ({"schedule": {"hours": {"from": "09:00", "to": "24:30"}}}, ['"24:30" is not allowed here; hours and minutes, as in "09:30"']),
    "an hour of one digit": ({"schedule": {"hours": {"from": "9:00", "to": "17:00"}}}, ['"9:00" is not allowed here; hours and minutes, as in "09:30"']),
    "hours of what never starts": ({"start": {"on": "manual"}, "schedule": {"until": "2026-02-01T00:00:00Z", "hours": {"from": "09:00", "to": "17:00"}}}, ["warning: hours say nothing of a tour that never starts by itself; leave it out, or let the tour start on a page or an event"]),
    "a hold-out of what never starts": ({"start": {"on": "manual"}, "goal": {"event": "signed_up", "hold_out": 0.1}}, ["warning: nobody is held out of a tour that never starts by itself; leave it out, or let the tour start on a page or an event"]),
    # goals and former ids
    "a hold-out of all": ({"goal": {"event": "signed_up", "hold_out": 1}}, ["1 is out of range; at most 0.5"]),
    "a hold-out below none": ({"goal": {"event": "signed_up", "hold_out": -0.1}}, ["-0.1 is out of range; at least 0"]),
    "a hold-out in words": ({"goal": {"event": "signed_up", "hold_out": "half"}}, ["should be a number, not a text"]),
    "a former id that is its own": ({"was": ["welcome"]}, [f'"welcome" is what this tour is called now; {WAS}']),
    "a former id that is another's": ({"was": ["other"]}, [f'"other" is the id of tours/other.json; {WAS}']),
    "a former id twice": ({"was": ["old", "old"]}, [f'"old" stands twice; {WAS}']),
    "a former id for the present one": ({"was": ["old"], "audience": {"seen": "old"}}, ['there is no tour "old"; it is called "welcome" now']),
    "a former id that is none": ({"was": ["Old one"]}, ['"Old one" is not allowed here; lower-case letters, digits and hyphens, as in first-invoice']),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_told_in_a_line_that_says_what_would_be_right(name: str) -> None:
    changes, expected = FAULTS[name]
    assert sorted(check(**changes)) == sorted(expected)


FINE: dict[str, Written] = {
    "every kind of step": steps({"type": "tooltip"}, slide_out(), banner(position="top"), {"type": "modal", "title": "A"}, {"type": "spotlight"}),
    "a banner that goes on by itself": steps(banner(advance={"when": {"url": "/x"}}, buttons=[{"label": "A", "do": "link", "url": "/a"}])),
    "a slide-out that goes on by a key": steps(slide_out(advance={"on": "key", "key": "Enter"})),
    "every button": steps({"buttons": [{"label": "A", "do": "snooze", "for": "week"}, {"label": "B", "do": "link", "url": "/b"}, {"label": "C", "do": "track", "event": "signed_up"}]}),
    "links of every allowed kind": steps({"buttons": [{"label": "A", "do": "link", "url": "https://a.test/b?c=d#e"}, {"label": "B", "do": "link", "url": "mailto:a@b.test"}, MORE]}),
    "highlights of both kinds": steps({"highlights": [{"test_id": "a"}, [{"test_id": "b"}, {"css": "c"}]], "padding": 0, "radius": 40}),
    "a schedule of every part": {"schedule": {"from": "2026-01-01T00:00:00Z", "until": "2026-02-01T00:00:00+01:00", "days": ["mon", "sun"], "hours": {"from": "22:00", "to": "06:00"}}},
    "a former id": {"was": ["old", "older"]},
    "half held out": {"goal": {"event": "signed_up", "hold_out": 0.5}},
    "the theme that is always there": {"theme": "default"},
}  # fmt: skip


@pytest.mark.parametrize("name", FINE)
def test_what_is_unusual_but_right_has_no_faults(name: str) -> None:
    assert check(**FINE[name]) == []


def test_two_tours_were_not_called_the_same() -> None:
    files = write_files(write_tour(was=["old"]), write_tour(id="another", was=["old"]))
    (line,) = find(files)
    assert bare(line) == f'"old" is a former id of tours/another.json, too; {WAS}'


def test_a_tour_may_have_any_theme_that_is_there() -> None:
    night = {"kind": "theme", "id": "night", "scheme": "dark"}
    assert find({**write_files(write_tour(theme="night")), "themes/night.json": json.dumps(night)}) == []
    (line,) = find({**write_files(write_tour(theme="nigth")), "themes/night.json": json.dumps(night)})
    assert bare(line) == 'there is no theme "nigth"; did you mean "night"?'


ATTENTION: dict[str, tuple[Written, list[str]]] = {
    "all of it": ({"gap": "10m", "per_day": 1, "per_week": 500}, []),
    "too often": ({"per_day": 101}, ["101 is out of range; at most 100"]),
    "never": ({"per_week": 0}, ["0 is out of range; at least 1"]),
    "no gap": ({"gap": "0s"}, []),
    "a gap in words": ({"gap": "a while"}, ['"a while" is not allowed here; a whole number and ms, s, m, h or d, as in "8s"; "0s" for none']),
    "a misspelt cap": ({"perday": 3}, ['unknown key "perday"; did you mean "per_day"?']),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTENTION)
def test_attention_of_a_site(name: str) -> None:
    written, expected = ATTENTION[name]
    assert [bare(line) for line in find(write_files(write_tour(), site=SITE | {"attention": written}))] == expected


def file(type_: Type | None, size: int = 1_000) -> MediaFile:
    return MediaFile("0" * 64, type_, size)


FILES = {
    "tours/media/a.png": file("png"),
    "tours/media/large.png": file("png", 2_000_001),
    "tours/media/slow.png": file("png", 500_001),
    "tours/media/a.mp4": file("mp4"),
    "tours/media/large.mp4": file("mp4", 25_000_001),
    "tours/media/a.vtt": file("vtt"),
    "tours/media/large.vtt": file("vtt", 200_001),
    "tours/media/a.svg": file(None),
    "tours/media/a.nb.vtt": file("vtt"),
    "shared/a.png": file("png"),
}
OUTSIDE = (
    "is outside of the content folder; keep it beside the tour, as in media/new.png, under no name with a dot in front"
)
NOT_ALLOWED = "is not allowed here; a file beside this one, as in media/new.png; or an https:// address"
ALT = "How it is done"
MEDIA: dict[str, tuple[Written, list[str]]] = {
    "an image": ({"image": "media/a.png", "alt": ""}, []),
    "an image of a folder above": ({"image": "../shared/a.png", "alt": "x"}, []),
    "an image of somebody else": ({"image": "https://cdn.test/a.png?b=c", "alt": "x"}, []),
    "a video with captions": ({"video": "media/a.mp4", "captions": "media/a.vtt", "alt": ALT}, []),
    "no alt": ({"image": "media/a.png"}, ['"alt" is missing']),
    "a video that nobody hears of": ({"video": "media/a.mp4", "captions": "media/a.vtt", "alt": " "}, ["alt is empty; say in a sentence what the video shows"]),
    "both": ({"image": "media/a.png", "video": "media/a.mp4", "alt": "x"}, ["needs exactly one of image, video"]),
    "neither": ({"alt": "x"}, ["needs exactly one of image, video"]),
    "captions of an image": ({"image": "media/a.png", "captions": "media/a.vtt", "alt": "x"}, ["captions go with a video; say both, or neither"]),
    "no captions": ({"video": "media/a.mp4", "alt": ALT}, ['warning: the video has no captions; say what is said in it: "captions": "….vtt"; when nothing is, that is fine']),
    "a file that is not there": ({"image": "media/b.png", "alt": ""}, ["there is no file tours/media/b.png; put it there; a path goes from the folder of the file that names it, and a link may not lead out of the content folder"]),
    "a file outside": ({"image": "../../secret.png", "alt": ""}, [f'"../../secret.png" {OUTSIDE}']),
    "a hidden file": ({"image": "media/.a.png", "alt": ""}, [f'"media/.a.png" {OUTSIDE}']),
    "an absolute path": ({"image": "/etc/passwd", "alt": ""}, [f'"/etc/passwd" {NOT_ALLOWED}']),
    "a path of Windows": ({"image": "..\\..\\a.png", "alt": ""}, [f'"..\\..\\a.png" {OUTSIDE}']),
    "an image without encryption": ({"image": "http://cdn.test/a.png", "alt": ""}, [f'"http://cdn.test/a.png" {NOT_ALLOWED}']),
    "data": ({"image": "data:image/png;base64,AAAA", "alt": ""}, [f'"data:image/png;base64,AAAA" {NOT_ALLOWED}']),
    "a script": ({"image": "javascript:alert(1)", "alt": ""}, [f'"javascript:alert(1)" {NOT_ALLOWED}']),
    "somebody's password": ({"image": "https://me:pw@cdn.test/a.png", "alt": ""}, [f'"https://me:pw@cdn.test/a.png" {NOT_ALLOWED}']),
    "an SVG": ({"image": "media/a.svg", "alt": ""}, ["media/a.svg is, by what is in it, nothing that can be shown, where an image should be; use a PNG, JPEG, GIF, WebP or AVIF"]),
    "a video for an image": ({"image": "media/a.mp4", "alt": ""}, ["media/a.mp4 is an MP4, where an image should be; use a PNG, JPEG, GIF, WebP or AVIF"]),
    "an image for captions": ({"video": "media/a.mp4", "captions": "media/a.png", "alt": ALT}, ["media/a.png is a PNG, where captions should be; use WebVTT in UTF-8, which begins with WEBVTT"]),
    "a large image": ({"image": "media/large.png", "alt": ""}, ["media/large.png has 2,000,001 bytes; at most 2,000,000; make it smaller or shorter"]),
    "a slow image": ({"image": "media/slow.png", "alt": ""}, ["warning: media/slow.png has 500,001 bytes, and people wait for it; below 500,000 is better"]),
    "a large video": ({"video": "media/large.mp4", "captions": "media/a.vtt", "alt": ALT}, ["media/large.mp4 has 25,000,001 bytes; at most 25,000,000; make it smaller or shorter"]),
    "large captions": ({"video": "media/a.mp4", "captions": "media/large.vtt", "alt": ALT}, ["media/large.vtt has 200,001 bytes; at most 200,000; make it smaller or shorter"]),
    "HTML for what it shows": ({"image": "media/a.png", "alt": "<b>New</b>"}, ["HTML in a text: <b>; write Markdown; what is to be seen as it is goes in `backticks`"]),
    "a placeholder in what it shows": ({"image": "media/a.png", "alt": "{{ x }}"}, ["there are no placeholders here; they go into the title or text of a step"]),
}  # fmt: skip


@pytest.mark.parametrize("name", MEDIA)
def test_media(name: str) -> None:
    written, expected = MEDIA[name]
    files = write_files(write_tour(steps=[STEP | {"media": written}, LAST]))
    assert [bare(line) for line in find(files, FILES)] == expected


def test_a_fault_is_at_the_address() -> None:
    tour = '{ "kind": "tour", "id": "a", "title": "A", "steps": [\n  { "id": "s", "type": "modal", "title": "S",\n    "media": { "alt": "", "image": "media/b.png" } }] }'
    (line,) = find({"site.json": json.dumps(SITE), "tours/a.json": tour}, FILES)
    assert line.startswith("tours/a.json:3:36: there is no file tours/media/b.png;")


SIDECARS: dict[str, tuple[Written, list[str]]] = {
    "both": ({"steps.new.media.alt": "Slik", "steps.new.media.captions": "media/a.nb.vtt"}, []),
    "with their source": ({"steps.new.media.alt": {"text": "Slik", "source": "00000000"}}, ['warning: the source text has changed since; check the translation, then write "source": "d6a4c09f"']),
    "captions that are not there": ({"steps.new.media.captions": "media/b.nb.vtt"}, ["there is no file tours/media/b.nb.vtt; put it there; a path goes from the folder of the file that names it, and a link may not lead out of the content folder"]),
    "captions that are an image": ({"steps.new.media.captions": "media/a.png"}, ["media/a.png is a PNG, where captions should be; use WebVTT in UTF-8, which begins with WEBVTT"]),
    "a video that nobody hears of": ({"steps.new.media.alt": ""}, ["alt is empty; say in a sentence what the video shows"]),
    "another video": ({"steps.new.media.video": "media/a.mp4"}, ['"steps.new.media.video" is not allowed here; title, steps.ID.title, steps.ID.text, steps.ID.buttons.0.label, steps.ID.media.alt or steps.ID.media.captions; of a snippet title, text, media.alt or media.captions; of a site topics.ID.title, topics.ID.description or help.title; of a quiz or a survey questions.ID.text, questions.ID.options.ID.text and the like; of a checklist items.ID.title or items.ID.text; of an announcement text or buttons.0.label']),
    "of a step without": ({"steps.done.media.alt": "Slik"}, ['there is no "steps.done.media.alt" to translate; did you mean "steps.new.media.alt"?']),
}  # fmt: skip


@pytest.mark.parametrize("name", SIDECARS)
def test_translations_of_media(name: str) -> None:
    texts, expected = SIDECARS[name]
    media = {"video": "media/a.mp4", "captions": "media/a.vtt", "alt": ALT}
    files = write_files(write_tour(steps=[STEP | {"media": media}, LAST]))
    found = find({**files, "tours/welcome.nb.json": json.dumps(texts)}, FILES)
    assert [bare(line) for line in found] == expected


TESTS: dict[str, tuple[Written, list[str]]] = {
    "before it is there": ({"now": "2026-01-05T08:59:59Z", "expect": "ineligible", "because": "schedule"}, []),
    "in its hours": ({"now": "2026-01-05T10:00:00+01:00", "expect": "eligible"}, []),
    "after its hours": ({"now": "2026-01-05T17:00:00+01:00", "expect": "ineligible", "because": "schedule"}, []),
    "on another day": ({"now": "2026-01-06T10:00:00+01:00", "expect": "ineligible", "because": "schedule"}, []),
    "once it is over": ({"now": "2026-02-02T10:00:00Z", "expect": "ineligible", "because": "schedule"}, []),
    "at a time that does not matter": ({"expect": "eligible"}, []),
    "expected otherwise": ({"now": "2026-02-02T10:00:00Z", "expect": "eligible"}, ["expected eligible, but schedule does not hold: now is another time"]),
}  # fmt: skip


@pytest.mark.parametrize("name", TESTS)
def test_a_tours_own_tests_know_its_schedule(name: str) -> None:
    test, expected = TESTS[name]
    schedule = {
        "from": "2026-01-05T09:00:00Z",
        "until": "2026-02-01T00:00:00Z",
        "days": ["mon"],
        "hours": {"from": "09:00", "to": "17:00"},
    }
    assert check(schedule=schedule, tests=[test]) == expected


def test_a_host_calls_its_events_otherwise_than_we_do() -> None:
    site = SITE | {"events": {"searched": {}, "signed_up": {}}}
    assert [bare(line) for line in find(write_files(site=site))] == [
        'warning: "searched" is recorded by Handrail itself, and the host\'s own would be taken for it; call it otherwise'
    ]
