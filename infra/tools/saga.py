"""Writes docs/saga.md from what statemachine/saga.py says. Part of `make render`."""

from pathlib import Path

from statemachine.saga import ASKS, SAGA

FILE = Path(__file__).parents[2] / "docs" / "saga.md"
_HEAD = """# 每一步在外面做了什么、怎么撤回 · What each step did outside, and what takes it back

Rendered from `statemachine/saga.py`; change it there, then `make render`. That each undoing leaves the outside world as it was is run after every
step, with every call lost in turn: `tests/steps/test_undoing.py`, `tests/workflow/test_roads.py`, `tests/workflow/test_faults.py`.

## 银行已经签了合同，登记机构退件，怎么办 · The registry rejects after the bank has signed

1. `Mortgage` 等到 `rejected`：尚未放款，放款指令只在有抵押证明之后才下，所以没有钱要追。The order to pay is given only on the certificate: no money is out.
2. `Compensate` → `Discharge`：登记机构簿上还有的申请或者抵押撤回、注销，以簿上为准；没有的，什么也不做。What the registry's book still has is taken back.
3. `Void`：合同作废，各方和银行的签名一并失效（`void_at`），受托银行收到 `loan.contract.voided`。The contract is void, every signature with it, and the bank is told.
4. `Close`：状态 `CANCELLED`，省平台 15；各方收到写明退件原因、救济途径的终止告知书；占用的人和房屋放开，可以重新申请。
   Everyone gets a letter that says that the registry rejected it, and how to object; people and home are free again.
5. 任何一步走不下去，不跳过：成为主管的待办（`<步骤>Stuck`，办法见 docs/runbooks），办完从那一步继续。An undoing that fails is a supervisor's task, and goes on from there.

## 每一步 · Step by step

| step | 在外面做了什么 outside | 告知了谁 told | 撤回 undone by | 撤回失败 if undoing fails |
|---|---|---|---|---|
"""
_FOOT = f"""
只查询的步骤（{"、".join(ASKS)}）在外面什么也不留下，只有数据使用留痕。Steps that only ask leave nothing but their entry in the ledger.
撤回的顺序固定：先 `Discharge`（钱可能已付时停在这里），再 `Void`，再 `Close`；每一个都可以重复，做过的不再做。The order is fixed, and each may run twice.
"""


def text() -> str:
    """The whole page."""
    rows = (
        f"| {step} | {one.outside or '—'} | {one.told} | {' → '.join(one.undone_by) or '不撤：' + one.stays} | {one.fails or '—'} |\n"
        for step, one in SAGA.items()
    )
    return _HEAD + "".join(rows) + _FOOT


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
