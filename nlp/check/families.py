"""Sections that every plan has under some title: how a title sounds, and what stands under it.

谁来办 is 组织机构, 靠什么 is 保障措施: the title alone does not say it, the words below do.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """`title` fits a heading of template or plan, `body` counts what the matter looks like under it."""

    name: str
    title: re.Pattern[str]
    body: re.Pattern[str]


def _family(name: str, title: str, body: str) -> Family:
    return Family(name, re.compile(title), re.compile(body))


_DAY = r"[0-9]{1,2}月[0-9]{1,2}日|[0-9]{1,2}月(?:底|上旬|中旬|下旬|初|份)"
FAMILIES: tuple[Family, ...] = (
    _family("组织领导", r"组织(?!开展|实施)|领导|机构|小组|班子|分工|谁来|谁管|人员|队伍|专班|牵头", r"组\s*长|副组长|成\s*员|组\s*员|领导小组|办公室设"),
    _family("目标", r"目标|指标|要达到的|奔着|任务指标", r"[0-9.]+ ?[%％]|[一二三四五六七八九]成|达到|不超过|以内|以上|覆盖|压到|降到|为零"),
    _family("成效", r"成效|成果|效果|期[待盼望]|盼|达到|预期|收获|产出", r"[0-9.]+ ?[%％]|[一二三四五六七八九]成|人均|每人|提高|提升|增强|养成|不低于|以上"),
    _family("目的", r"目的|意义|背景|情况|底子|底数|分析|缘由|为什么|为何|现状|依据|情况分析|起因|缘起|初衷|由来", r"问题|困难|不足|问卷|调查|访谈|短板|薄弱|现状|想解决|为了|希望|针对"),
    _family("主题", r"主题|口号", r"主题|口号"),
    _family("时间", r"时间|日期|日子|日程|何时|起止|什么时候", rf"{_DAY}|起止"),
    _family("步骤", r"步骤|阶段|推进|进程|进度|流程|怎样推|怎么推|路线图|三步|时间安排|分步|日程|实施安排", rf"阶段|发动|启动|总结|展示|{_DAY}"),
    _family("内容", r"内容|任务|活动项目|做什么|做些什么|做哪些|安排(?!步骤)|举措|主要活动|办些什么|课程", r"参加|活动|比赛|开展|全体|每班|学生"),
    _family("措施", r"措施|防范|办法|重点领域|抓手|怎么做|做法|重点工作|重点", r"负责|责任人|完成|落实|加装|安装|防"),
    _family("保障", r"保障|支持|后勤|条件|经费|[拿靠凭用]什么|兜底", r"经费|资金|[0-9]+ ?元|场地|安全|预案|设备|物资|公用经费"),
    _family("考核", r"督查|考核|检查|督导|评价|奖惩|监督|问责|验收|评比|怎么算账|督促|兑现|奖励", r"考核|抽查|通报|评优|评先|追究|问责|检查|督查|处理|奖励|挂钩|计入"),
    _family("排查", r"排查|隐患|整改|治理|巡查|风险|查", r"排查|隐患|整改|销号|台账|巡|查"),
    _family("演练", r"演练|教育|应急|培训|宣传|练", r"演练|疏散|班会|安全课|讲座|预案|培训"),
    _family("联系", r"联系|联络|报送|上报|材料", r"联系人|联系电话|邮箱|报送|上报"),
)  # fmt: skip
