"""Every address of the site: who visits it and with what example, or why it is no page.

Names in braces are those that ``seed_pages`` prints.
"""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

ADMIN, API = "admin:", "api:"
REFERENCE = {"api:docs", "api:show-operation"}  # pages, as nothing else of the API

# visitor: {name of the route: examples}; nobody is signed in as ""
PAGES: dict[str, dict[str, tuple[str, ...]]] = {
    "": {
        "scenarios:home": ("/", "/?audience=payer"),
        "scenarios:check-claim": (
            "/evidence/claims/check/",
            "/evidence/claims/check/?kind=ratio&amount=11+to+1&members=10000&fee=1.00",
        ),
        "scenarios:show": ("/c/{anybodys}/", "/c/{anybodys}/?printed=0123456789abcdef"),
        "scenarios:show-shared": ("/s/{shared}/", "/s/revoked/"),
        "evidence:list-parameters": ("/evidence/",),
        "evidence:show-parameter": (
            "/evidence/parameters/surgery_cost.lumbar_fusion/",
            "/evidence/parameters/treatment_change_rate.cancer/?independent=1",
        ),
        "evidence:show-finding": ("/evidence/findings/meyer-dx-change/",),
        "evidence:list-sources": ("/evidence/sources/",),
        "evidence:show-source": ("/evidence/sources/meyer2015/",),
        "evidence:show-record": ("/evidence/records/designs/mandatory/",),
        "evidence:list-claims": ("/evidence/claims/", "/evidence/claims/?verdict=misattributed"),
        "evidence:list-releases": ("/evidence/releases/",),
        "evidence:list-changes": ("/evidence/releases/2026-11/changes/",),
        "evidence:list-programs": ("/programs/",),
        "evidence:list-market": ("/market/",),
        "review:compare-releases": ("/evidence/releases/2026-11...2026-11/",),
        "review:show-changes": ("/c/{anybodys}/changes/",),
        "decisions:show-against": ("/c/{anybodys}/against/",),
        "decisions:show-measure": ("/c/{anybodys}/measure/",),
        "decisions:show-split": ("/c/{anybodys}/who-keeps/",),
        "decisions:design-deal": ("/c/{anybodys}/deal/",),
        "decisions:compare": ("/compare/", "/compare/?c={anybodys}"),
        "account_login": ("/accounts/login/",),
        "account_signup": ("/accounts/signup/",),
        "account_inactive": ("/accounts/inactive/",),
        "account_email_verification_sent": ("/accounts/confirm-email/",),
        "account_confirm_email": (
            "/accounts/confirm-email/{confirm}/",
            "/accounts/confirm-email/x/",
        ),
        "account_reset_password": ("/accounts/password/reset/",),
        "account_reset_password_done": ("/accounts/password/reset/done/",),
        "account_reset_password_from_key": (
            "/accounts/password/reset/key/{reset}/",
            "/accounts/password/reset/key/1-x/",
        ),
        "account_reset_password_from_key_done": ("/accounts/password/reset/key/done/",),
        "method": ("/method/",),
        "method-page": ("/method/limits/", "/method/verification/"),
        "glossary": ("/glossary/",),
        "api:docs": ("/api/docs/",),
        "api:show-operation": (
            "/api/docs/create_calculation/",
            "/api/docs/run_portfolio/",
            "/api/docs/read_report_file/",
        ),
    },
    "ann": {
        "scenarios:show": ("/c/{own}/",),
        "scenarios:list-calculations": ("/calculations/", "/calculations/?archived"),
        "scenarios:name": ("/c/{own}/name/",),
        "scenarios:delete": ("/c/{put_away}/delete/",),
        "scenarios:share": ("/c/{own}/share/",),
        "decisions:show-measure": ("/c/{own}/measure/",),
        "decisions:compare": ("/compare/?c={own}&c={anybodys}",),
        "decisions:edit-actual": ("/c/{own}/measure/actuals/1/", "/c/{own}/measure/actuals/2/"),
        "portfolios:list": ("/portfolios/",),
        "portfolios:show": ("/portfolios/{checked}/", "/portfolios/{calculated}/"),
        "portfolios:mend": ("/portfolios/{calculated}/mend/",),
        "bundles:show": (
            "/portfolios/{calculated}/reports/",
            "/portfolios/{bundled}/reports/",
        ),
        "portfolios:delete": ("/portfolios/{checked}/delete/",),
        "reports:show-report": ("/reports/{report}/",),
        "reports:show-fiduciary-file": ("/fiduciary-files/{fiduciary}/",),
        "show-account": ("/accounts/",),
        "account_logout": ("/accounts/logout/",),
        "account_email": ("/accounts/email/",),
        "account_change_password": ("/accounts/password/change/",),
        "account_reauthenticate": ("/accounts/reauthenticate/",),
        "mfa_index": ("/accounts/second-factor/",),
        "mfa_reauthenticate": ("/accounts/second-factor/reauthenticate/",),
        "mfa_deactivate_totp": ("/accounts/second-factor/totp/deactivate/",),
        "mfa_view_recovery_codes": ("/accounts/second-factor/recovery-codes/",),
        "mfa_generate_recovery_codes": ("/accounts/second-factor/recovery-codes/generate/",),
        "tokens:list-tokens": ("/accounts/tokens/",),
        "webhooks:list-endpoints": ("/accounts/webhooks/",),
        "webhooks:show-endpoint": ("/accounts/webhooks/{endpoint}/",),
    },
    "ben": {
        "mfa_index": ("/accounts/second-factor/",),
        "mfa_activate_totp": ("/accounts/second-factor/totp/activate/",),
        "portfolios:list": ("/portfolios/",),
        "scenarios:list-calculations": ("/calculations/",),
        "scenarios:claim": ("/c/{anybodys}/claim/",),
    },
    "cara": {"account_set_password": ("/accounts/password/set/",)},
    "sue": {
        "review:show-impact": ("/evidence/releases/{in_review_name}/impact/",),
    },
}

# What staff see in Django's own admin; its changelists and forms follow from the routes.
DESK = {
    "index": "/admin/",
    "app_list": "/admin/evidence/",
    "password_change": "/admin/password_change/",
    "password_change_done": "/admin/password_change/done/",
    "auth_user_password_change": "/admin/accounts/user/{ann_key}/password/",
    "evidence_import": "/admin/evidence/upload/into/{draft}/",
    "evidence_import_plan": "/admin/evidence/upload/{upload}/",
    "evidence_release_start_draft": "/admin/evidence/release/start-draft/",
    "evidence_release_adopt": "/admin/evidence/release/{draft}/adopt/",
    "evidence_release_submit": "/admin/evidence/release/{draft}/submit/",
    "evidence_release_discard": "/admin/evidence/release/{draft}/discard/",
    "evidence_release_approve": "/admin/evidence/release/{in_review}/approve/",
    "evidence_release_return": "/admin/evidence/release/{in_review}/return/",
    "evidence_release_publish": "/admin/evidence/release/{approved}/publish/",
    "evidence_release_schedule": "/admin/evidence/release/{approved}/schedule/",
    "evidence_release_unschedule": "/admin/evidence/release/{scheduled}/unschedule/",
    "evidence_release_withdraw": "/admin/evidence/release/{live}/withdraw/",
    "evidence_release_roll_back": "/admin/evidence/release/{live}/roll_back/",
    "evidence_source_add": "/admin/evidence/source/add/",
    "evidence_finding_add": "/admin/evidence/finding/add/",
    "evidence_parameter_add": "/admin/evidence/parameter/add/",
    "evidence_parameter_history": "/admin/evidence/parameter/1/history/",
    "accounts_user_delete": "/admin/accounts/user/{ann_key}/delete/",
}
KINDS = ("changelist", "change")  # seen for each model
ALIKE = ("add", "history", "delete")  # one of each is on the desk: all are laid out alike

TAKES_A_POST = {
    *("scenarios:preview", "scenarios:copy", "scenarios:archive", "scenarios:restore"),
    *("scenarios:revoke-link", "review:request-impact", "decisions:try-flip"),
    *("decisions:remove-actual", "decisions:keep-variant", "portfolios:run", "portfolios:cancel"),
    *(
        "bundles:retry",
        "bundles:discard",
        "portfolios:resume",
        "reports:request-report",
        "reports:retry-report",
    ),
    *("reports:request-fiduciary-file", "reports:retry-fiduciary-file", "tokens:revoke-token"),
    *("webhooks:send-test", "webhooks:renew-secret", "webhooks:enable-endpoint"),
    *("webhooks:send-again", "webhooks:remove-endpoint", "admin:logout"),
}
IS_NO_PAGE = {
    "scenarios:add-parameter": "a piece that the form fetches; it stands on the answer's page",
    "review:choose-releases": "leads on to the two releases that were chosen",
    "review:show-progress": "leads on to the impact's page",
    "evidence:download-table": "a file",
    "portfolios:template": "a file",
    "portfolios:download": "a file",
    "bundles:download": "a file",
    "set-language": "leads back to the page in another language",
    "reports:download-report": "a file",
    "reports:download-fiduciary-file": "a file",
    "mfa_download_recovery_codes": "a file",
    "healthz": "for load balancers",
    "account_confirm_login_code": "codes by mail are off: leads on to signing in",
    "mfa_authenticate": "comes between password and page: test_second_factor.py looks at it",
    "admin:login": "leads on to the site's own signing in",
    "admin:autocomplete": "data of a list in the admin",
    "admin:jsi18n": "a script",
    "admin:view_on_site": "leads on to a page of the site",
    "admin:evidence_change_export": "a file",
    "admin:evidence_finding_interval": "a piece that the form fetches",
    "admin:evidence_parameter_fit": "a piece that the form fetches",
    "admin:None": "leads on, or says that nothing is there",
}


def routes() -> dict[str, list[str]]:
    """Return every route by its name, with the parts of its address."""
    found: dict[str, list[str]] = {}
    for name, address in _below(get_resolver(), "", ""):
        found.setdefault(name, []).append(address)
    return found


def without_reason() -> set[str]:
    """Return the routes that nobody visits and no reason is given for."""
    visited = {name for names in PAGES.values() for name in names}
    known = visited | TAKES_A_POST | set(IS_NO_PAGE) | {f"{ADMIN}{name}" for name in DESK}
    left = set(routes()) - known
    return {
        name for name in left if not (_answers_programs(name) or is_of_a_model(name, ALIKE + KINDS))
    }


def is_of_a_model(name: str, kinds: tuple[str, ...] = KINDS) -> bool:
    """Say whether it is a page of these kinds of a model in the admin."""
    space, _, kind = name.partition(":")
    return f"{space}:" == ADMIN and kind not in DESK and kind.rpartition("_")[2] in kinds


def _answers_programs(name: str) -> bool:
    return name.startswith(API) and name not in REFERENCE  # JSON and files


def _below(resolver: URLResolver, space: str, address: str) -> Iterator[tuple[str, str]]:
    for route in resolver.url_patterns:
        here = address + str(route.pattern)
        if isinstance(route, URLPattern):
            yield f"{space}{route.name}", here
        else:
            yield from _below(route, f"{route.namespace}:" if route.namespace else space, here)
