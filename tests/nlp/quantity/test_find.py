import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.quantity import find_quantities
from nlp.quantity.comparators import AFTER, BEFORE, Sign
from nlp.quantity.coverage import OPENS, WORDS
from nlp.quantity.refusals import REFUSALS, Refusal, refusal
from nlp.quantity.shapes import SHAPES, Shape

# text, quantity as it must be cut, comparator, value, upper, unit
ROWS = [
    ("入库人数不低于全体教师总数的12%。", "不低于全体教师总数的12%", ">=", 12, None, "%"),
    ("按不超过研发成本40%给予补助", "不超过研发成本40%", "<=", 40, None, "%"),
    ("每季度至少召开3次例会", "至少召开3次", ">=", 3, None, "次"),
    ("满意率达90%以上", "达90%以上", ">=", 90, None, "%"),
    ("培训率达到百分之九十八", "达到百分之九十八", ">=", 98, None, "%"),
    ("成员8-12名", "8-12名", "between", 8, 12, "名"),
    ("占10%—15%", "10%—15%", "between", 10, 15, "%"),
    ("教龄5至15年", "5至15年", "between", 5, 15, "年"),
    ("成绩前30%进入复赛", "前30%", "top", 30, None, "%"),
    ("取前5名", "前5名", "top", 5, None, "名"),
    ("每人手持一面小旗", "每人手持一面", "=", 1, None, "面"),
    ("学习材料人手一册", "人手一册", "=", 1, None, "册"),
    ("实现家访全覆盖", "全覆盖", "=", 100, None, "%"),
    ("确保每一个困难学生都有人帮扶。", "每一个困难学生都有人帮扶", "=", 100, None, "%"),
    ("活动覆盖到每一个班级、每一位家长。", "覆盖到每一个班级、每一位家长", "=", 100, None, "%"),
    ("汇总表一式3份", "一式3份", "=", 3, None, "份"),
    ("纸质稿各一份", "各一份", "=", 1, None, "份"),
    ("给予最高60万元奖励", "最高60万元", "<=", 600_000, None, "元"),
    ("最高可资助20万元", "最高可资助20万元", "<=", 200_000, None, "元"),
    ("经费不低于1.5亿元", "不低于1.5亿元", ">=", 150_000_000, None, "元"),
    ("标准为5 O O元", "5 O O元", "=", 500, None, "元"),
    ("数量翻两番", "翻两番", "=", 4, None, "倍"),
    ("提高3个百分点", "3个百分点", "=", 3, None, "个百分点"),
    ("收费折半", "折半", "=", 0.5, None, "ratio"),
    ("压减一半以上", "一半以上", ">=", 0.5, None, "ratio"),
    ("到课率八成以上", "八成以上", ">=", 8, None, "成"),
    ("不少于三分之二", "不少于三分之二", ">=", 0.667, None, "ratio"),
    ("优良率≥85%", "≥85%", ">=", 85, None, "%"),
    ("误差≤2%", "≤2%", "<=", 2, None, "%"),
    ("近800名教师", "近800名", "~", 800, None, "名"),
    ("缺课1/3以上的", "1/3以上", ">=", 0.333, None, "ratio"),
    ("做到百分百", "百分百", "=", 100, None, "%"),
    ("补助300元/人", "300元/人", "=", 300, None, "元"),
    ("５０％以上", "５０％以上", ">=", 50, None, "%"),
    ("不超过总人数的1/3", "不超过总人数的1/3", "<=", 0.333, None, "ratio"),
    ("按不低于每生每年900元的标准拨付", "不低于每生每年900元", ">=", 900, None, "元"),
    ("字数在600-1500字之间", "600-1500字", "between", 600, 1500, "字"),
    ("每季度召开2次会议", "2次", "=", 2, None, "次"),
    ("制定一项行动计划", "一项", "=", 1, None, "项"),
    ("得分80-89分的", "80-89分", "between", 80, 89, "分"),
    ("得分75分至90分的", "75分至90分", "between", 75, 90, "分"),
    ("请假半天以内", "半天以内", "<=", 0.5, None, "天"),
    ("党员与学生全结对", "全结对", "=", 100, None, "%"),
    ("做到人人有社团。", "人人有社团", "=", 100, None, "%"),
    ("与家长逐一谈话", "逐一", "=", 100, None, "%"),
    ("隐患全部整改", "全部", "=", 100, None, "%"),
    ("规模24个班以上", "24个班以上", ">=", 24, None, "个"),
    ("配图2—3张", "2—3张", "between", 2, 3, "张"),
    ("报名表3份", "3份", "=", 3, None, "份"),
    ("人数千分之三", "千分之三", "=", 3, None, "‰"),
    ("可放宽至35周岁", "放宽至35周岁", "<=", 35, None, "周岁"),
    ("时速不超过每小时60公里", "不超过每小时60公里", "<=", 60, None, "公里"),
    ("室温不低于18摄氏度", "不低于18摄氏度", ">=", 18, None, "摄氏度"),
    ("门票五折优惠", "五折", "=", 5, None, "折"),
    ("人数之比低于1.5:1的", "低于1.5:1", "<", 1.5, None, "比"),
    ("确保零发生。", "零发生", "=", 0, None, "起"),
    ("师生比不低于1:15", "不低于1:15", ">=", 15, None, "比"),
    ("将生师比1:14作为标准", "生师比1:14", "=", 14, None, "比"),
    ("确保零事故。", "零事故", "=", 0, None, "起"),
    ("任教满5年", "满5年", ">=", 5, None, "年"),
    ("入学未满一学期", "未满一学期", "<", 1, None, "学期"),
    ("年龄40周岁及以下", "40周岁及以下", "<=", 40, None, "周岁"),
    ("有3年及以上经历", "3年及以上", ">=", 3, None, "年"),
    ("同时申报两项或两项以上的", "两项或两项以上", ">=", 2, None, "项"),
    ("片长不超过 1 分 20 秒", "不超过 1 分 20 秒", "<=", 80, None, "秒"),
    ("轮换一年半左右", "一年半左右", "~", 1.5, None, "年"),
    ("历时一个半月", "一个半月", "=", 1.5, None, "月"),
    ("时间约在10分钟以内", "约在10分钟以内", "<=", 10, None, "分钟"),
    ("进行5分钟内的答辩", "5分钟内", "<=", 5, None, "分钟"),
    ("周边200米内", "200米内", "<=", 200, None, "米"),
    ("同一学科限报3门", "限报3门", "<=", 3, None, "门"),
    ("每校仅限1个名额", "仅限1个", "<=", 1, None, "个"),
    ("人才超10000名", "超10000名", ">", 10_000, None, "名"),
    ("捐款7000多元", "7000多元", ">", 7000, None, "元"),
    ("参与学生30余万人", "30余万人", ">", 300_000, None, "人"),
    ("作品少于8个", "少于8个", "<", 8, None, "个"),
    ("选派两三名骨干", "两三名", "between", 2, 3, "名"),
    ("分辨率1280×720", "1280×720", "=", 1280, None, None),
    ("附件控制在15页以内", "15页以内", "<=", 15, None, "页"),
    ("按年交易额的5‰奖励", "5‰", "=", 5, None, "‰"),
    ("保额200万元/家", "200万元/家", "=", 2_000_000, None, "元"),
]


@pytest.mark.parametrize(("text", "written", "comparator", "value", "upper", "unit"), ROWS)
def test_a_quantity_is_cut_and_read(text: str, written: str, comparator: str, value: float, upper: float | None, unit: str | None) -> None:
    found = find_quantities(text)
    assert [(q.text, q.comparator, q.value, q.upper, q.unit) for q in found] == [(written, comparator, value, upper, unit)]
    assert text[found[0].span[0] : found[0].span[1]] == written


@pytest.mark.parametrize(
    "text",
    [
        "严格落实“双减”政策",
        "坚持“三会一课”制度",
        "争做“四有”好老师",
        "增强四个意识、坚定四个自信、做到两个维护",
        "推进六方面工作",
        "落实八项重点任务",
        "实行一票否决",
        "培育一专多能型人才",
        "开展一对一帮扶",
        "培养一批名师、建设一支队伍、推出一系列活动",
        "《三年行动计划（2023—2025年）》",
        "到2022年3月7日为止",
        "二〇二二年三月七日",
        "上午9:00在3楼会议室",
        "电话0571-85123456",
        "文号〔2018〕115号",
        "第3批、第一责任人",
        "小学三年级、高一学生",
        "评出二等奖",
        "详见附件2",
        "发现一起、查处一起",
        "同一个目标，另一种方法，新一轮改革",
        "单位：万元",
        "建校70周年",
        "第六十次常务会议",
        "人人争当先进",
        "推行全员导师制",
        "建立健全覆盖城乡的体系",
        "几十篇稿件",
        "向四十分钟要质量",
        "A4纸",
        "一个支部一座堡垒",
        "实行“一个问题、一名领导、一套方案、一抓到底”",
        "做到一校一册",
        "巩固“4个100%”成果",
        "实行百分制",
        "每月最后一个星期五",
        "附表2和附图3",
        "致家长一封信",
        "人人有责",
    ],
)
def test_names_dates_and_figures_of_speech_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == ()


def test_a_list_shares_its_unit_and_its_upper_limit() -> None:
    found = find_quantities("分别给予最高80万、40万、20万元支持")
    assert [(q.text, q.comparator, q.value, q.unit) for q in found] == [
        ("最高80万", "<=", 800_000, "元"),
        ("40万", "<=", 400_000, "元"),
        ("20万元", "<=", 200_000, "元"),
    ]


@pytest.mark.parametrize(
    "text", ["生均图书分别不少于25册、35册、45册", "生均图书分别达25册、35册、45册以上", "生均图书为25册、35册、45册以上"]
)
def test_a_list_shares_its_lower_limit(text: str) -> None:
    assert [(q.comparator, q.value) for q in find_quantities(text)] == [(">=", 25), (">=", 35), (">=", 45)]


def test_kinds_and_pieces_are_two_counts() -> None:
    assert [(q.value, q.unit) for q in find_quantities("设置3类12项指标")] == [(3, "类"), (12, "项")]


def test_the_clause_gives_role_metric_base_and_period() -> None:
    (share,) = find_quantities("每学期家访不少于学生总数的30%")
    assert (share.role, share.metric, share.base, share.per) == ("target", "家访", "学生总数", "semester")
    (age,) = find_quantities("年龄35岁以下的教师")
    assert (age.role, age.metric, age.why) == ("criterion", "年龄", "quantity.measure: age")


@pytest.mark.parametrize("shape", [*SHAPES, *WORDS], ids=lambda shape: shape.name)
def test_every_shape_reads_its_example(shape: Shape) -> None:
    found = find_quantities(f"{shape.example}、20万元以上")
    assert f"quantity.{shape.name}" in [quantity.why.partition(":")[0] for quantity in found]


@pytest.mark.parametrize("sign", [*BEFORE, *AFTER], ids=lambda sign: sign.name)
def test_every_comparator_reads_its_example(sign: Sign) -> None:
    assert find_quantities(sign.example)[0].comparator == sign.comparator


@pytest.mark.parametrize("refused", REFUSALS, ids=lambda refused: refused.name)
def test_every_refusal_refuses_its_example(refused: Refusal) -> None:
    begins = [refusal(refused.example, place) for place in range(len(refused.example))]
    assert refused.name in [found[0] for found in begins if found]


def test_a_refusal_names_its_class() -> None:
    assert refusal("2022年3月7日", 0) == ("years", 5)


FILLERS = st.text(alphabet="校生师学工作的在和与教育活动，。；、\n（）“”《 ", max_size=30)
PLANTS = st.sampled_from(
    [("不少于12篇", ">=", 12), ("35名以内", "<=", 35), ("最多报名4人", "<=", 4), ("达到88%", ">=", 88), ("超过600家", ">", 600)]
)


@given(before=FILLERS, plant=PLANTS, after=FILLERS)
def test_a_planted_quantity_is_found_where_it_stands(before: str, plant: tuple[str, str, float], after: str) -> None:
    written, comparator, value = plant
    text = f"{before}。{written}，{after}"
    start = len(before) + 1
    found = [q for q in find_quantities(text) if q.span == (start, start + len(written))]
    assert [(q.text, q.comparator, q.value) for q in found] == [(written, comparator, value)]


@given(st.text(alphabet="0123456789一二三十百万半每第两不超过少于至最高，、。：:-—×%年月日个名份《》“”（） \nOo", max_size=200))
def test_any_text_gives_ordered_disjoint_spans_that_quote_it(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert end <= quantity.span[0] < quantity.span[1] <= len(text)
        assert quantity.text == text[quantity.span[0] : quantity.span[1]]
        end = quantity.span[1]


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.name)
def test_a_word_of_coverage_opens_with_one_of_the_characters_that_are_looked_for(word: Shape) -> None:
    found = word.pattern.search(word.example)
    assert found
    assert found[0][0] in OPENS
