"""What schemathesis cannot know: formats of ours, and refusals that no schema can foresee."""

import os
from zlib import crc32

import schemathesis
from hypothesis import strategies as st

SITE = "you.github.io"
label = st.from_regex(r"[a-z][a-z0-9-]{0,8}[a-z]", fullmatch=True).filter(
    lambda text: not text.startswith("xn-")
)
domain = st.builds(lambda *labels: ".".join(labels), label, label)
host = st.one_of(st.just(SITE), domain, st.just("Bücher.example:8080"), st.just("127.0.0.1:3001"))
path = st.from_regex(r"(/[A-Za-z0-9._~%-]{0,8}){1,3}(\?[a-z]{0,5}=[^#\s]{0,9})?", fullmatch=True)

schemathesis.openapi.format("host", host)
schemathesis.openapi.format("domain", domain)
schemathesis.openapi.format("origin", st.builds(lambda host: f"https://{host}", domain))
schemathesis.openapi.format("address-range", st.one_of(st.ip_addresses(), st.just("203.0.113.0/24")).map(str))
schemathesis.openapi.format("http-url", st.builds(lambda host, path: f"https://{host}{path}", host, path))
schemathesis.openapi.format(
    "time-zone", st.sampled_from(["UTC", "Asia/Shanghai", "America/St_Johns", "Pacific/Apia", "Europe/Berlin"])
)

# Half of the ids that fit are those of visits which are there.
IDS = os.environ["SEEDED_IDS"].split(",")


@schemathesis.hook
def map_path_parameters(ctx, path_parameters):
    id = (path_parameters or {}).get("id")
    if isinstance(id, str) and len(id) == 36 and id[-1] in "02468aceACE":
        return {**path_parameters, "id": IDS[crc32(id.encode()) % len(IDS)]}
    return path_parameters


# Each is named under 400 in /openapi.json: it is about two parameters together, or about an earlier answer.
EXPLAINED = (
    "from must be before to",
    "the period must have at most",
    "by must name one breakdown where format is csv or excel",
    "visitor, site, page, organisation, network or recipient is required",
    "recipient must be the code",  # hyphens are not counted, and q is the eleventh
    "page must be the whole address of a page or file of a listed site",
    "site is required: a token of scope stats",
    "a token of scope all sees everything",
    "a token of scope feed sees messages of all sites",
    "there are 100 tokens already",
    "seconds must be at most those since the visit",
    "sections.",  # a section that is longer than its page
    "cursor must be the one that the same query answered",
    "star is for a whole organisation",
    "note is for a whole organisation",
)


@schemathesis.check
def valid_input_accepted(ctx, response, case):
    """Like positive_data_acceptance, apart from the refusals above."""
    is_valid = case.meta is not None and case.meta.generation.mode.is_positive
    if is_valid and response.status_code in (400, 405, 413) and not response.json()["detail"].startswith(EXPLAINED):
        raise AssertionError(f"valid input was refused: {response.text}")


@schemathesis.check
def no_token_no_answer(ctx, response, case):
    """A call that should have a token and has none is answered 401, or told to wait after many of them."""
    needs_token = bool(case.operation.definition.raw.get("security"))
    has_token = "Authorization" in response.request.headers
    if needs_token and not has_token and response.status_code not in (401, 404, 405, 413, 429, 503):
        raise AssertionError(f"answered {response.status_code} without a token")
