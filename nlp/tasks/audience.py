"""Whom a row binds: the schools with their teachers and Party branches, the issuer and its offices, both, or others."""

import re

from nlp.types import Audience, Header

_BOTH = re.compile(r"各地.{0,2}各校|各单位|全系统|教育系统|各部门|各园校、局直|各地各高校|局.{0,3}学校|、.{0,2}学校")
_SCHOOL = re.compile(
    r"学校|各校|园校|本校|我校|幼儿园|高校|院校|普高|高中|小学|中学|教师|老师|教职|教工|学生|同学|班主任|校长|园长|党支部|支部|党组织|党员|家长|年级|班级|备课组|教研组|校办|教务处"
)
_ISSUER = re.compile(r"局|厅|教育部|我部|科|处|室|工委|专班|督学|督查组|考核组|评审|专家|政府|部门|中心|研究院|办")


def audience_of(actor: str | None, header: Header) -> Audience:
    """Judged by the actor's name; without one by those to whom the notice is addressed."""
    said = actor if actor is not None else "、".join(element.text for element in header.recipients)
    if not said:
        return "school" if actor is None else "other"
    if _BOTH.search(said):
        return "both"
    school, issuer = bool(_SCHOOL.search(said)), bool(_ISSUER.search(said))
    if actor is None:
        return "school" if school or issuer else "other"
    if school and issuer:
        return "both" if "、" in said or "和" in said else "school"
    return "school" if school else "issuer" if issuer else "other"
