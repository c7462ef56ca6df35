"""Every end says why, how it can be objected to and what can be done now, whoever or whatever ended it."""

from types import SimpleNamespace

import pytest

from chalicelib.agencies import registry
from chalicelib.casework import plain_words, registration, registry_words, words
from chalicelib.domain.form.application import application_from
from chalicelib.records import casefile
from chalicelib.steps import discharge
from tests.given.application import accepted, application, with_co_owner
from tests.given.case import CONTRACT, put, stored
from tests.given.form import OTHER, form

NOTICE = {"round": 1, "issued_at": "2026-11-20T01:00:00.000Z", "due_at": "2026-12-04T17:30:00+08:00"}
ORDERED = {
    "task": "t",
    "level": "attend",
    "by": "s1",
    "decision": "compensate",
    "at": "2026-11-20T01:00:00.000Z",
    "reason": "",
}
ENDS = {
    "the registry rejects after all have signed": (
        {"status": "CANCELLED", "contract": CONTRACT, "mortgage": {"status": "REJECTED"}},
        "不动产登记机构未办成抵押登记",
    ),
    "the bank cannot pay": (
        {"status": "CANCELLED", "contract": CONTRACT, "payment": {"status": "failed"}},
        "告知放款失败",
    ),
    "the bank does not take the order": (
        {"status": "CANCELLED", "contract": CONTRACT, "payment": {"status": "withheld"}},
        "没有受理放款指令",
    ),
    "staff end it while the registry has not answered yet": (
        {"status": "CANCELLED", "contract": CONTRACT, "mortgage": {"status": "PENDING"}, "reviews": [ORDERED]},
        "工作人员核查后认为无法继续办理",
    ),
    "staff end it": ({"status": "CANCELLED"}, "工作人员核查后认为无法继续办理"),
    "nobody corrects": ({"status": "EXPIRED", "notice": NOTICE}, "期满未收到"),
    "not all sign": ({"status": "EXPIRED", "contract": CONTRACT}, "未在期限内由各方签署"),
}


def ending(api, id, who):
    return api("GET", f"/v1/applications/{id}/track", who=who).body["ending"]


@pytest.mark.parametrize(("values", "why"), ENDS.values(), ids=ENDS)
def test_an_end_that_no_rule_brought_says_who_or_what_did(api, borrower, spouse, submitted, values, why):
    put(submitted, **values)
    told = ending(api, submitted, borrower)
    assert [why in one for one in told["why"]] == [True]
    assert "行政复议" in told["objections"][-1] and told["now"]
    assert ending(api, submitted, spouse) == told, "every party is told the same"


SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝"
    "明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄麴家封芮羿储靳汲邴糜松井段富巫"
    "乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴鬱胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连"
    "茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仉督岳帅缑亢况郈有琴商牟佘佴伯赏墨哈谯笪年爱阳佟言福肖覃原信法过"
    "修海初区由及其闫付代共台冼苑展字禾良理真才先"
)
# Words that begin as a name does and are nobody's.
NOBODYS = set(
    """
    代理人 信息 公告 公证 共有 共有人 其他 其他法院 其他银行 其它 全体共有人 全部材料 单元号 印章 原件 双方 司法机关 司法限制 商品房 宗地 尚有 尚未 尚未解决 居住权 年限 应当 房产 房屋 有争议 有关
    有在先抵押 有异议 有抵押 有效 有查封 有纠纷 有误 权利 权利人 权属 查封 查验 法定形式 法律 法规 法院 由于 申请 申请书 申请人 盖章 相关 符合条件 符合法定形式 符合登记条件 符合要求 符合规定 经济适用住房 过期 通过 金额
    """.split()  # noqa: SIM905
)


def test_the_ordinary_reasons_of_a_registry_are_words_for_things():
    for reason in (
        "该不动产已被人民法院查封", "房屋已设立居住权", "申请人身份证件已过期", "存在在先抵押，未征得抵押权人同意", "土地使用权期限届满", "未缴纳契税",
        "在建工程抵押未注销", "权利人姓名与身份证明不一致", "申请书填写有误", "土地性质为划拨", "登记簿上记载有异议登记", "商品房未取得预售许可",
        "面积与测绘成果不一致", "房屋已抵押给其他银行", "委托书未经公证", "未提交完税证明", "申请人未在规定期限内补正", "重复申请", "房屋尚未竣工验收备案",
    ):  # fmt: skip
        assert registry_words.are_of_things(reason), reason


def test_nobodys_name_is_made_of_the_words_a_registrys_reason_is_told_in():
    """A name begins with a surname: which of the words do is looked at by whoever adds one, and no surname is one by itself."""
    assert {word for word in registry_words._WORDS if word[0] in SURNAMES} == NOBODYS
    assert not registry_words._WORDS & set(SURNAMES)
    for name in ("齐全", "符合", "成果", "许可", "完整", "和有为", "由其", "经为中"):
        for reason in ("抵押权人为{}", "房屋已被{}查封", "权利人{}未同意", "与{}共有", "第三人：{}", "该房屋已转让{}"):
            assert not registry_words.are_of_things(reason.format(name)), reason.format(name)


@pytest.mark.parametrize(
    ("reason", "is_told"),
    [
        ("权属存在争议登记在案", True),
        ("不符合登记条件：房屋已被查封，与登记簿记载不一致。", True),
        ("与林测试有权属争议", False),
        ("与赵不识有权属争议", False),  # who is no party
        ("权属存在争议，联系登记科", False),
        ("请致电13800138000", False),
        ("𰻝", False),
        ("", False),
    ],
)
def test_why_the_registry_refused_is_told_in_its_words_where_they_are_words_for_things_and_name_nobody(
    api, borrower, submitted, monkeypatch, reason, is_told
):
    monkeypatch.setattr(registry, "discharge_mortgage", lambda id, purpose: None)
    put(submitted, status="REGISTERING", contract=CONTRACT, mortgage={"apply_biz_id": "JK1M1", "status": "PENDING"})
    registration.hear(casefile.load(submitted), "REJECTED", None, None, reason)
    event = {
        "case": submitted,
        "trace": casefile.load(submitted).trace,
        "step": "Discharge",
        "attempt": 0,
        "last": "check",
    }
    discharge.handle({**event, "ending": "CANCELLED"})
    put(submitted, status="CANCELLED")
    (why,) = ending(api, submitted, borrower)["why"]
    assert "JK1M1" in why and (f"登记机构所述原因：{reason}" in why) == is_told
    assert is_told or "查询" in why and (not reason or reason not in why)
    assert [one["text"] for one in words.shown(casefile.load(submitted))] == ([reason] if reason else []), (
        "staff reads all"
    )


@pytest.mark.parametrize(("name", "is_told"), [("权属", False), ("宁测试", True)])
def test_words_for_things_that_are_the_name_of_a_party_are_not_told(
    api, borrower, submitted, monkeypatch, name, is_told
):
    monkeypatch.setattr(words, "of_refusal", lambda case: "权属存在争议")
    applied = stored(casefile.load(submitted).application)
    applied["people"][1]["name"] = name
    put(submitted, status="CANCELLED", contract=CONTRACT, mortgage={"status": "REJECTED"}, application=applied)
    (why,) = ending(api, submitted, borrower)["why"]
    assert ("权属存在争议" in why) is is_told


def test_a_signed_contract_is_told_to_be_a_civil_matter_and_one_that_was_never_made_is_not(api, borrower, submitted):
    put(submitted, status="CANCELLED")
    assert not any("民事争议" in one for one in ending(api, submitted, borrower)["objections"])
    put(submitted, contract=CONTRACT)
    assert any("民事争议" in one for one in ending(api, submitted, borrower)["objections"])


def test_who_is_ended_by_another_after_signing_reads_that_the_contract_is_over(api, borrower, submitted):
    put(
        submitted,
        status="WITHDRAWN",
        withdrawal={"by": "x", "at": "2026-11-24T01:00:00.000Z", "why": "consent"},
        contract=CONTRACT,
    )
    *_, said = ending(api, submitted, borrower)["why"]
    assert CONTRACT["number"] in said and "抵押登记未办理或者已注销" in said


@pytest.mark.parametrize(
    ("status", "objects", "again"), [("REFUSED", True, True), ("WITHDRAWN", False, True), ("DISBURSED", False, False)]
)
def test_what_ended_as_it_was_wanted_is_not_objected_to(api, borrower, submitted, status, objects, again):
    put(submitted, status=status)
    told = ending(api, submitted, borrower)
    assert (bool(told["objections"]), bool(told["now"]), told["why"]) == (objects, again, [])


@pytest.mark.parametrize("status", ["REFUSED", "NOT_ACCEPTED", "DISBURSED"])
def test_that_a_decision_was_handed_over_is_said_once_somebody_has_it(api, borrower, submitted, status):
    name = "voucher" if status == "DISBURSED" else status.lower()
    paper = {"name": f"{name}.pdf", "key": "k", "sha256": "a" * 64}
    put(submitted, status=status, results=[paper])
    told = ending(api, submitted, borrower)["text"]
    assert "已出具，待领取" in told and "送达" not in told
    handed = {
        "id": "h",
        "person": "borrower",
        "party": "p",
        "how": "window",
        "at": "2026-11-24T01:00:00.000Z",
        "papers": ["a" * 64],
    }
    other = {**paper, "name": "2.pdf", "sha256": "b" * 64}
    put(submitted, handed=[handed], results=[paper, other])
    assert "已送达" not in ending(api, submitted, borrower)["text"], "one of two"
    put(submitted, results=[paper, {**other, "replaced": True}])
    assert "已送达" in ending(api, submitted, borrower)["text"]


def test_nothing_of_an_end_is_told_before_it_or_to_the_hotline(api, borrower, login, submitted):
    assert ending(api, submitted, borrower) is None
    put(submitted, status="CANCELLED")
    assert ending(api, submitted, login("hotline")) is None


@pytest.mark.parametrize(
    ("why", "said"), [("", None), ("consent", "撤回了办理所依据的授权"), ("denial", "否认了办理所依据的签署")]
)
def test_who_did_not_take_it_back_themselves_is_told_why_it_left_its_road(api, borrower, submitted, why, said):
    put(submitted, status="WITHDRAWN", withdrawal={"at": "2026-11-20T01:00:00.000Z", "by": "x", "why": why})
    end = ending(api, submitted, borrower)
    told = end["why"]
    assert told == [] if said is None else [said in one for one in told] == [True]
    assert ("随时" in end["now"][0]) is (said is None), "else once that is gone"
    shown = api("GET", f"/v1/applications/{submitted}/track", who=borrower).body
    assert (shown["status_text"] == "已撤件") == (said is None), "nobody reads that they took back what they did not"


@pytest.mark.parametrize(("why", "called"), [("", "已撤件"), ("denial", "已终止：授权或者签署已被撤回、否认")])
def test_staff_and_operations_read_of_it_what_the_parties_do(api, login, submitted, why, called):
    result = {"name": "withdrawn.pdf", "key": "k", "sha256": "5" * 64}
    left = {"at": "2026-11-20T01:00:00.000Z", "by": "x", "why": why}
    put(submitted, status="WITHDRAWN", withdrawal=left, results=[result], handing="620100")
    ops = login("ops", "o1")
    (out,) = api("GET", "/v1/handouts", who=login("clerk")).body["items"]
    (line,) = api("GET", "/v1/ops/cases?centre=620100", who=ops).body["items"]
    case = api("GET", f"/v1/ops/cases/{submitted}", who=ops).body
    assert {one["status_text"] for one in (out, line, case)} == {called}


def test_what_a_party_or_a_denial_ended_for_all_is_objected_to_like_a_decision(api, borrower, submitted):
    put(submitted, status="WITHDRAWN", withdrawal={"at": "2026-11-20T01:00:00.000Z", "by": "x", "why": "consent"})
    assert "行政复议" in ending(api, submitted, borrower)["objections"][-1]


def _order(api, login, task, reason):
    supervisor = login("supervisor", "s1")
    assert api("POST", f"/v1/tasks/{task}/claim", {}, supervisor).status == 200
    return api("POST", f"/v1/tasks/{task}/decision", {"decision": "compensate", "reason": reason}, supervisor)


def test_what_staff_ended_says_who_of_them_and_why_in_the_words_they_wrote(api, borrower, login, submitted, waiting):
    task = waiting("attend", "ATTENDING", {"step": "Sign", "error": "States.Timeout"})
    assert _order(api, login, task, "房屋买卖合同已经解除").status == 200
    put(submitted, status="CANCELLED")
    (why,) = ending(api, submitted, borrower)["why"]
    assert "本中心主管" in why and "房屋买卖合同已经解除" in why


@pytest.mark.parametrize("who", ["林测试", "620102199001011234", "13800138000"])
def test_the_words_all_parties_read_name_nobody(api, login, submitted, waiting, who):
    task = waiting("attend", "ATTENDING", {"step": "Sign", "error": "States.Timeout"})
    assert _order(api, login, task, f"与{who}核实，不再购买").codes == {("NAMES_SOMEBODY", "/reason")}


@pytest.mark.parametrize(
    ("kind", "who", "is_somebody"),
    [
        ("new", "周小测", True),  # a child
        ("new", "兰州示例房地产开发有限公司", False),
        ("existing", "孙卖方", True),
        ("transfer_loan_for_loan", "周原借", True),  # whose account it is that the old loan is repaid from
        ("new", "周", False),
    ],
)
def test_a_child_and_who_sells_or_lent_before_are_somebody_and_a_company_is_not(kind, who, is_somebody):
    said = form(kind)
    said["people"][0] |= {"minor_children": 1, "children": [{"name": "周小测", "id_number": OTHER}]}
    if kind == "existing":
        said["home"]["seller"] = {**said["home"]["seller"], "holder": "孙卖方"}
    if "old_loan" in said:
        said["old_loan"]["account"] = {**said["old_loan"]["account"], "holder": "周原借"}
    case = SimpleNamespace(is_submitted=True, application=application_from(accepted(said)))
    assert plain_words.names_somebody(case, f"与{who}核实") is is_somebody


def test_who_only_owns_the_home_is_somebody_too():
    case = SimpleNamespace(is_submitted=True, application=with_co_owner(application()))
    owner = case.application.parties[-1].name
    assert plain_words.names_somebody(case, f"与{owner}核实") and not plain_words.names_somebody(case, "与共有人核实")
