"""The words by which rows are told apart: handing in, judging and awarding, schedules, requirements."""

import re

SUBMIT = re.compile(
    r"报送|上报|呈报|报到|申报|汇总|提交|上交|递交|选送|寄送|邮寄|寄到|送至|送达|发送|发至|填写|填报|报告|一式|纸质|电子稿|电子文档|交于|交至|刻录|上传|报[^。；]{0,12}[局处科室厅院部]|交[^。；，]{0,8}[处科室]|送[^。；，]{0,12}[处科室院局]"
)
"""A row that hands something in."""

PRODUCT = re.compile(
    r"作品|材料|申报|上报|报送|一式|封面|纸质|电子稿|字数|推荐|选送|视频|汇总表|申报表|附件|文件夹|格式|成果|课题|节目|提交|指导老?师|片长|时长|报告|栏目|文档|登记表|统计表|案例|参赛|参评|作者|字以内|论文"
)
"""A row on what is handed in and its form."""

JUDGE = re.compile(
    r"评审(?![表·书、])|初审|组织专家|初评|终评|复评|决赛|答辩|获奖|奖项|取奖|一等奖|证书|公示|评委|展播|结集|展出|推广|表彰|评价标准|不予受理|逾期|取消|不退|不收|视为|自行解决|认真组织|均衡|设[^。]{0,10}奖|入选|评选出|领导和协调|受理成果|最多申报"
)
"""A row on judging, awards and sanctions: it inherits no closing date."""

CONTEST = re.compile(r"比赛|大赛|竞赛|征集|课题|成果|作品|展演|申报工作|项目申报|评比|展示活动|征文|精品课程|展评|案例|优质课|论文评")
"""A notice that collects works: everything about them is due at its closing date."""

CLOSING = re.compile(r"(?:截止|截稿|截至)(?:时间|日期)?|(?:报送|上报|申报|报名|交稿|收稿|送交|上交|提交)(?:截止)?(?:时间|日期)")

SCHEDULE = re.compile(
    r"时间步骤|阶段安排|实施步骤|进度安排|工作步骤|活动步骤|活动安排|方法步骤|时间安排|步骤安排|组织实施|实施阶段|推进步骤|日程安排|工作进度|实施进度|工作安排|活动阶段"
)
DEMANDS = re.compile(r"要求|保障|组织领导|组织要求|反馈|其他|注意|纪律|奖|附则|督查内容|检查内容")
CONTENT = re.compile(r"内容|办法|形式|步骤|流程|方式|措施|任务|程序|环节|做法")
