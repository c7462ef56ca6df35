"""民政 marriage register: the marriages it handled itself; what courts decided is not in it."""

from chalicelib.agencies import exchange
from chalicelib.agencies.civil_affairs.answers import meaning
from chalicelib.agencies.purpose import Purpose
from chalicelib.domain.checks.finding import Finding
from chalicelib.domain.form.application import Application

RECORDS = exchange.Service("civil_affairs", "s_11620000MB0000002P_0001")


def marriage(application: Application, purpose: Purpose) -> Finding:
    """The borrower's marital status and spouse (婚姻登记信息核验, matter M3, replaces A04)."""
    borrower = application.borrower
    params = {"cert_num_man": borrower.id_number, "name_man": borrower.name}  # used for either sex
    use = purpose.about(borrower.key, "M3", "A04")
    return exchange.call(RECORDS, params, use, lambda data: meaning(application, data["records"]))
