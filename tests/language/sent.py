"""What visitors send: good and bad, in this order, so that all that a page answers is said.

Names in braces are those of ``seed_pages``. ``None`` asks for an address, ``SCRIPT`` asks as a
script does, and a file is its name and its text.
"""

from tests.journeys.seed_release import PASSWORD

SCRIPT = "script"
LONG = "Ω" * 3_000
NEW = PASSWORD + "2"
CLAIM, DEAL = "/evidence/claims/check/?kind=ratio", "/c/{anybodys}/deal/"
KEPT, SUMS = "/c/{own}/", "/portfolios/{calculated}/"
ACCOUNT, MFA = "/accounts/", "/accounts/second-factor/"
HOOK, HOOKS, TOKENS = "/accounts/webhooks/{endpoint}/", "/accounts/webhooks/", "/accounts/tokens/"
WRONG = {"login": "ben@example.org", "password": "another-pass-phrase"}
YEAR = {"starts_on": "2025-01-01", "months": "12"}
CELLS = "group_id,members,fee_per_opinion,horizon_years\n"

Sent = dict[str, object] | str | None

SENT: dict[str, tuple[tuple[str, Sent], ...]] = {
    "": (
        ("/", {}),
        ("/", {"size": "Ω", "overrides.engagement.base": "9", "horizon_years": "x"}),
        ("/", {"audience": "payer", "members_by_line.medicaid": "-3"}),
        ("/c/{anybodys}/", {"size": "0"}),
        ("/c/{anybodys}/", {"size": "9", "add": "surgery_cost.cabg"}),
        ("/preview/", {"size": "x"}),
        ("/preview/", {"size": "500", "size_is": "employees"}),
        ("/parameter/?add_parameter=surgery_cost.cabg", None),
        ("/parameter/?add_parameter=none", None),
        (CLAIM, None),
        (f"{CLAIM}&amount=x&members=x&fee=x", None),
        ("/c/{anybodys}/who-keeps/?coinsurance=x", None),
        (f"{DEAL}?guaranteed_ratio=x&fees_at_risk=1", None),
        ("/c/{anybodys}/measure/?ratio=x", None),
        ("/compare/?c=none&c={anybodys}", None),
        ("/compare/variant/", {"c": "{anybodys}"}),
        ("/compare/variant/", {"c": "{anybodys}", "fee": "x"}),
        ("/c/{anybodys}/reports/", {"paper": "papyrus", "format": "doc"}),
        ("/c/{anybodys}/reports/", {"employer": LONG, "logo": ("a.svg", "<svg/>")}),
        ("/c/{anybodys}/reports/", {"format": "xlsx"}),
        ("/c/{anybodys}/fiduciary-file/", {"paper": "papyrus"}),
        ("/c/{anybodys}/fiduciary-file/", {}),
        ("/c/none/measure/", None),
        (f"{ACCOUNT}login/", {}),
        (f"{ACCOUNT}login/", {"login": "x", "password": "x"}),
        *[(f"{ACCOUNT}login/", WRONG)] * 9,  # until it is locked
        (f"{ACCOUNT}signup/", {}),
        (f"{ACCOUNT}signup/", {"email": "x", "password1": "1"}),
        (f"{ACCOUNT}signup/", {"email": "ben@example.org", "password1": "password"}),
        (f"{ACCOUNT}signup/", {"email": "ben@example.org", "password1": PASSWORD}),
        (f"{ACCOUNT}signup/", {"email": "dora1234@example.org", "password1": "dora1234"}),
        (f"{ACCOUNT}password/reset/", {}),
        (f"{ACCOUNT}password/reset/", {"email": "x"}),
        (f"{ACCOUNT}password/reset/", {"email": "ben@example.org"}),
        (f"{ACCOUNT}password/reset/", {"email": "nobody@example.org"}),
        (f"{ACCOUNT}password/reset/key/{{reset}}/", None),
        (f"{ACCOUNT}password/reset/key/2-set-password/", {"password1": "1", "password2": "2"}),
        (f"{ACCOUNT}confirm-email/{{confirm}}/", {}),
    ),
    "dora": (
        (f"{ACCOUNT}signup/", {"email": "dora@example.org", "password1": PASSWORD}),
        ("/calculations/", None),
        ("/portfolios/", None),
        (TOKENS, None),
        (HOOKS, None),
        (f"{ACCOUNT}email/", {"action_send": "", "email": "dora@example.org"}),
        (f"{ACCOUNT}password/change/", {"oldpassword": "x", "password1": "1", "password2": "2"}),
        (
            f"{ACCOUNT}password/change/",
            {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
        ),
        (f"{MFA}totp/activate/", {"code": "000000"}),
        (f"{ACCOUNT}logout/", {}),
    ),
    "ann": (
        ("/calculations/?q=Ω", None),
        (f"{KEPT}name/", {"name": LONG}),
        (f"{KEPT}name/", {"name": "Ω"}),
        (f"{KEPT}copy/", {}),
        (f"{KEPT}delete/", {}),
        (f"{KEPT}archive/", {}),
        (f"{KEPT}restore/", {}),
        (f"{KEPT}share/", {}),
        (f"{KEPT}share/", {"shows": "Ω", "label": LONG}),
        (f"{KEPT}share/", {"shows": "answer", "label": "Ω"}),
        (f"{KEPT}measure/actuals/1/", {}),
        (f"{KEPT}measure/actuals/1/", {"starts_on": "x", "months": "99", "note": LONG}),
        (f"{KEPT}measure/actuals/1/", YEAR),
        (f"{KEPT}measure/actuals/1/", YEAR | {"opinions": "3", "not_confirmed": "9"}),
        (f"{KEPT}measure/actuals/1/", YEAR | {"opinions": "30", "plan_saving": "-5000"}),
        (f"{KEPT}measure/actuals/1/remove/", {}),
        (f"{KEPT}reports/", {}),
        (TOKENS, {}),
        (TOKENS, {"name": LONG, "scopes": "x", "days": "x"}),
        (TOKENS, {"name": "Ω", "scopes": "portfolios:run", "days": "7"}),
        (f"{TOKENS}{{token}}/revoke/", {}),
        (HOOKS, {}),
        (HOOKS, {"url": "http://[", "events": "x"}),
        (HOOKS, {"url": "ftp://example.com/"}),
        (HOOKS, {"url": "https://a b/"}),
        (HOOKS, {"url": "https://ann:secret@example.com/"}),
        (HOOKS, {"url": "https://example.com/#part"}),
        (HOOKS, {"url": "https://example.com/", "events": "report.finished"}),
        *[(HOOK + step, {}) for step in ("test/", "secret/", "enable/", "{delivery}/again/")],
        (f"{HOOK}remove/", {}),
        ("/portfolios/", {}),
        ("/portfolios/", {"file": ("a.csv", "")}),
        ("/portfolios/", {"file": ("a.pdf", "%PDF-1.7")}),
        ("/portfolios/", {"file": ("a.xlsx", "x")}),
        ("/portfolios/", {"file": ("a.parquet", "PAR1")}),
        ("/portfolios/", {"file": ("a.csv", "x\n1\n"), "scenario": "x"}),
        ("/portfolios/", {"file": ("a.csv", "group_id,fee_per_opinon\nΩ,1\n")}),
        ("/portfolios/", {"file": ("a.csv", "group_id,members\n")}),
        ("/portfolios/", {"file": ("a.csv", f"{CELLS}Ω,x,-1,99\nΩ,5,1,1\n,5,,1\n")}),
        ("/portfolios/{checked}/run/", {"totals_by": "x"}),
        ("/portfolios/{checked}/cancel/", {}),
        ("/portfolios/{checked}/resume/", {}),
        ("/portfolios/{checked}/run/", {}),
        ("/portfolios/{checked}/", SCRIPT),
        ("/portfolios/{checked}/delete/", {}),
        ("/portfolios/{checked}/cancel/", {}),
        (f"{SUMS}run/", {}),
        (f"{SUMS}mend/", {}),
        (f"{SUMS}mend/", {"file": ("a.csv", "x\n1\n")}),
        (f"{SUMS}mend/", {"file": ("a.csv", "row,column,value\n9,members,3\n")}),
        ("/portfolios/{bundled}/reports/", SCRIPT),
        ("/portfolios/{bundled}/reports/discard/", {}),
        (f"{SUMS}reports/", {}),
        (f"{SUMS}reports/", {"paper": "a4"}),
        ("/reports/{report}/", SCRIPT),
        ("/fiduciary-files/{fiduciary}/", SCRIPT),
        (f"{ACCOUNT}reauthenticate/", {"password": "x"}),
        (f"{ACCOUNT}reauthenticate/", {"password": PASSWORD}),
        *[
            (f"{ACCOUNT}email/", {"action_add": "", "email": f"{name}@example.org"})
            for name in ("", "ben", "ann", "anna")
        ],
        (f"{ACCOUNT}password/change/", {}),
        (f"{MFA}recovery-codes/generate/", {}),
        (f"{MFA}totp/deactivate/", {}),
    ),
    "ben": (
        ("/c/{anybodys}/claim/", {}),
        (f"{ACCOUNT}logout/", {}),
        (f"{ACCOUNT}login/", {"login": "sue@example.org", "password": PASSWORD}),
        (f"{MFA}authenticate/", {}),
        (f"{MFA}authenticate/", {"code": "000000"}),
    ),
    "cara": (
        (f"{ACCOUNT}password/set/", {}),
        (f"{ACCOUNT}password/set/", {"password1": "1", "password2": "2"}),
        (f"{ACCOUNT}password/set/", {"password1": PASSWORD, "password2": PASSWORD}),
    ),
    "sue": (("/evidence/releases/{in_review_name}/impact/calculate/", {}),),
}
