"""All words of the report, in both languages; the page holds both and shows one.

The words for kinds and states are those of the live floor.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Words:
    """One saying in Chinese and in English; ``{name}`` is filled in."""

    zh: str
    en: str

    def filled(self, values: Mapping[str, object]) -> "Words":
        """The saying with its values."""
        return Words(self.zh.format_map(values), self.en.format_map(values))

    @property
    def both(self) -> str:
        """Both in one line, for where only one text can stand (titles and what is read out)."""
        return self.zh if self.zh == self.en else f"{self.zh} / {self.en}"


KINDS: Final[Mapping[str, Words]] = {
    "off_seat": Words("离席", "Away from seat"),
    "off_seat_confirmed": Words("离席（已确认，R27）", "Away, confirmed (R27)"),
    "chair_left_out": Words("椅子未归位", "Chair left out"),
    "standing": Words("站立", "Standing"),
    "chatting": Words("邻座交谈", "Chat across seats"),
    "phone_use": Words("使用手机", "Phone in use"),
    "food_on_desk": Words("桌面有食物", "Food on desk"),
    "hand_raised": Words("举手", "Hand raised"),
    "feet_on_desk": Words("脚放桌上", "Feet on desk"),
    "drinking": Words("喝水", "Drinking"),
    "photographing": Words("拍照", "Photographing"),
}

STATES: Final[Mapping[str, Words]] = {
    "occupied": Words("在席", "Seated"),
    "empty": Words("离席", "Away"),
    "standing": Words("站立", "Standing"),
    "seated": Words("坐着", "Seated"),
    "in": Words("已归位", "In"),
    "out": Words("未归位", "Out"),
    "unknown": Words("未知", "Unknown"),
}

ASPECTS: Final[Mapping[str, Words]] = {
    "occupancy": Words("在席状态", "Occupancy"),
    "chair": Words("椅子", "Chair"),
    "posture": Words("姿态", "Posture"),
}

CLASSES: Final[Mapping[str, Words]] = {
    "person": Words("人", "Person"),
    "chair": Words("椅子", "Chair"),
    "phone": Words("手机", "Phone"),
    "cup_or_bottle": Words("杯子或瓶子", "Cup or bottle"),
    "food": Words("食物", "Food"),
}

VERDICTS: Final[Mapping[str, Words]] = {
    "false_confirmed": Words("误确认", "False, confirmed"),
    "missed": Words("漏报", "Missed"),
    "false": Words("误报", "False alarm"),
    "late": Words("时间误差", "Wrong in time"),
    "state": Words("状态错误", "Wrong state"),
}

ACTIVITIES: Final[Mapping[str, Words]] = {
    "phone_use": Words("使用手机（三种合计）", "Phone in use (any of the three)"),
    "phone_in_hand": Words("手持手机", "Phone in hand"),
    "phone_at_ear": Words("手机贴耳", "Phone at the ear"),
    "phone_raised": Words("举起手机", "Phone held up"),
    "food": Words("食物", "Food"),
    "drink": Words("喝水", "Drinking"),
    "hand_raised": Words("举手", "Hand raised"),
    "feet_on_desk": Words("脚放桌上", "Feet on desk"),
}

PAGE: Final[Mapping[str, Words]] = {
    "title": Words("评估报告", "Evaluation report"),
    "lead": Words(
        "{scenarios} 个场景，{hours} 工位小时，与真值逐一对照。版本 {product}。",
        "{scenarios} scenarios, {hours} seat-hours, held against the truth. Version {product}.",
    ),
    "language": Words("语言", "Language"),
    "skip": Words("跳到内容", "Skip to the content"),
    "contents": Words("目录", "Contents"),
    "summary": Words("概要", "Summary"),
    "episodes": Words("各类事件", "Episodes by kind"),
    "episodes_note": Words(
        "一个事件与真值的时间交并比达到 0.5 才算对上，一一对应。小字与细线是 95 % 区间。"
        "时间误差为绝对值的中位数，括号内为 95 百分位。",
        "An episode is right where it shares a temporal IoU of 0.5 with a true one, one to one. "
        "Small figures and thin lines are 95 % intervals. Errors in time are the median of the "
        "absolute error, with the 95th percentile in brackets.",
    ),
    "kind": Words("类别", "Kind"),
    "true": Words("真值", "True"),
    "found": Words("发现", "Found"),
    "seen": Words("所见", "Seen"),
    "right": Words("对上", "Right"),
    "precision": Words("精确率", "Precision"),
    "recall": Words("召回率", "Recall"),
    "f1": Words("F1", "F1"),
    "start_error": Words("开始误差", "Start error"),
    "end_error": Words("结束误差", "End error"),
    "false_rate": Words("每千工位小时误报", "False per 1,000 seat-hours"),
    "not_made": Words("本版本不判断，因此不计：", "This version does not look for, so no figure:"),
    "few": Words("真值不足 10，仅供参考", "fewer than 10 true ones: too few to say"),
    "curves": Words("随时间交并比的变化", "Over the temporal IoU"),
    "curves_note": Words(
        "要求越严（向右），对上的越少；竖线为 0.5。",
        "The stricter the match (to the right), the fewer are right; the upright line is 0.5.",
    ),
    "errors_in_time": Words("时间误差分布", "Errors in time"),
    "errors_note": Words(
        "发现减真值，秒；负为过早，正为过晚。两端的柱含更大的误差。录像两端处不计。",
        "Found minus true, in seconds; below zero is early, above is late. The outermost bars hold "
        "all that is larger. Edges of the recording are not measured.",
    ),
    "start": Words("开始", "Start"),
    "end": Words("结束", "End"),
    "early": Words("早", "early"),
    "late": Words("晚", "late"),
    "seat_state": Words("工位状态", "Seat state"),
    "seat_state_note": Words(
        "行为真值，列为所见，数字为判断次数与占该行比例。「未知」在准确率里算错。",
        "Rows are true, columns are seen; decisions, and their share of the row. Unknown counts as "
        "wrong in the accuracy.",
    ),
    "accuracy": Words("准确率", "Accuracy"),
    "decided": Words("有判断时", "Where decided"),
    "settled": Words("离变化 1 秒以上", "Over 1 s from changes"),
    "true_seen": Words("真值＼所见", "True ＼ seen"),
    "confirmed": Words("确认的离席时间（R27）", "Confirmed off-seat time (R27)"),
    "confirmed_line": Words(
        "真值 {truth} 秒，发现 {found} 秒，重合 {overlap} 秒，相差 {error} 秒；误报 {alarms} 次。",
        "{truth} s true, {found} s found, {overlap} s shared, off by {error} s; "
        "{alarms} false alarms.",
    ),
    "detection": Words("检测、关键点与跟踪", "Detection, keypoints and tracking"),
    "class": Words("类别", "Class"),
    "ignored": Words("不计", "Ignored"),
    "ap50": Words("AP50", "AP50"),
    "ap50_95": Words("AP50-95", "AP50-95"),
    "keypoints": Words("人体关键点（OKS）", "Keypoints (OKS)"),
    "tracking": Words("跟踪", "Tracking"),
    "tracking_line": Words(
        "HOTA {hota}，检测 {deta}，关联 {assa}，IDF1 {idf1}；{truth} 条真值，{found} 条轨迹。",
        "HOTA {hota}, detection {deta}, association {assa}, IDF1 {idf1}; {truth} true, "
        "{found} found tracks.",
    ),
    "worst": Words("最差的错误", "The worst errors"),
    "worst_note": Words(
        "先误确认，再漏报，再误报，再是最大的时间误差；没有事件真值的，列状态错误。"
        "每类至多 {most} 个。画面中的人已遮蔽。",
        "False confirmed first, then missed, false alarms, and the largest errors in time; wrong "
        "states where no true episodes are known. At most {most} each. People are masked.",
    ),
    "no_errors": Words("没有错误。", "There are none."),
    "left_out": Words("另有 {n} 个未列出。", "{n} more are not shown."),
    "picture_of": Words(
        "摄像头 {camera}，{time}，人已遮蔽",
        "Camera {camera} at {time}, people masked",
    ),
    "no_picture": Words("没有可安全显示的画面", "No picture that could be shown safely"),
    "truth_was": Words("真值 {span}", "True {span}"),
    "found_was": Words("发现 {span}", "Found {span}"),
    "nothing": Words("无", "none"),
    "seat": Words("工位 {seat}", "Seat {seat}"),
    "timelines": Words("时间线", "Timelines"),
    "timelines_note": Words(
        "每个工位：上为真值，下为所见；其下为事件，仍是上真下见。空白处没有真值。",
        "For each seat the truth above and what was seen below; under them the episodes, likewise. "
        "Blank is where there is no truth.",
    ),
    "legend": Words("图例", "Legend"),
    "matched": Words("对上", "Right"),
    "missed": Words("漏报", "Missed"),
    "false": Words("误报", "False alarm"),
    "trust": Words("这些数字有多可靠", "How far to trust these figures"),
    "over_scenarios": Words(
        "区间由场景重抽样 {n} 次得到：换一批类似场景，数字多半落在其中。",
        "Intervals are over {n} resamples of the scenarios: with other scenarios of the kind, the "
        "figures would mostly fall within.",
    ),
    "over_seats": Words(
        "只有一个场景，区间由工位重抽样 {n} 次得到；换一个场景时，实际差异会更大。",
        "There is one scenario, so intervals are over {n} resamples of its seats; another scenario "
        "would differ by more.",
    ),
    "no_intervals": Words(
        "只有一个场景和一个工位，无法给出区间。",
        "There is one scenario and one seat, so there are no intervals.",
    ),
    "by_scenario": Words("各场景", "By scenario"),
    "scenario": Words("场景", "Scenario"),
    "length": Words("时长", "Length"),
    "seats": Words("工位", "Seats"),
    "not_scored": Words("没有数字的部分，及原因", "What has no figure, and why"),
    "everywhere": Words("全部", "everywhere"),
    "confidence": Words("置信度是否可信", "What a confidence is worth"),
    "confidence_note": Words(
        "在席状态的判断按其置信度分组，未知不计；点越靠近斜线，置信度越可信。下方的柱为判断次数。",
        "Decisions on occupancy by their confidence, without unknown ones; the nearer to the "
        "slanting line, the more a confidence is worth. The bars below count the decisions.",
    ),
    "ece": Words("期望校准误差（ECE）", "Expected calibration error (ECE)"),
    "brier": Words("Brier 分数", "Brier score"),
    "bins": Words("各组数字", "The figures by confidence"),
    "decisions": Words("判断次数", "Decisions"),
    "activities": Words("在工位上做什么", "What people do"),
    "activities_note": Words(
        "逐次判断，与场景真值对照；画面里被挡住的也算漏看。食物的真值取自事件。",
        "Decision by decision against what is true of the scene: what is hidden in the picture "
        "counts as missed. Of food the truth are the episodes.",
    ),
    "activity": Words("行为", "Activity"),
    "not_judged": Words("无法判断", "Not judged"),
    "chair_distance": Words("椅子离位距离", "A free chair's distance from home"),
    "chair_distance_line": Words(
        "误差中位数 {error} 厘米，95 百分位 {p95} 厘米；{decisions} 次判断中有 {said} 次给出距离。",
        "Off by {error} cm in the median, 95th percentile {p95} cm; {said} of {decisions} "
        "decisions say one.",
    ),
    "stated": Words("所称置信度", "Stated confidence"),
    "mean_stated": Words("所称均值", "Stated, on average"),
    "was_right": Words("实际正确", "Was right"),
    "masked_note": Words(
        "本页不加载任何外部内容，可离线打开。画面均由遮蔽模块处理；无法遮蔽的不显示。",
        "This page loads nothing and opens offline. Every picture went through the masker; what "
        "could not be masked is not shown.",
    ),
}


def kind(name: str) -> Words:
    """The words for a kind of episode; an unknown one is called by its own name."""
    return KINDS.get(name, Words(name, name))


def state(name: str) -> Words:
    """The words for a state, likewise."""
    return STATES.get(name, Words(name, name))
