"""The things that a network may find, and the product's number for each: COCO's."""

import re
from collections.abc import Iterable


def _names(text: str) -> tuple[str, ...]:
    """A list too long to be read one name a line."""
    return tuple(text.split(","))


COCO = _names(
    "person,bicycle,car,motorcycle,airplane,bus,train,truck,boat,traffic light,fire hydrant,"
    "stop sign,parking meter,bench,bird,cat,dog,horse,sheep,cow,elephant,bear,zebra,giraffe,"
    "backpack,umbrella,handbag,tie,suitcase,frisbee,skis,snowboard,sports ball,kite,baseball bat,"
    "baseball glove,skateboard,surfboard,tennis racket,bottle,wine glass,cup,fork,knife,spoon,bowl,"
    "banana,apple,sandwich,orange,broccoli,carrot,hot dog,pizza,donut,cake,chair,couch,"
    "potted plant,bed,dining table,toilet,tv,laptop,mouse,remote,keyboard,cell phone,microwave,"
    "oven,toaster,sink,refrigerator,book,clock,vase,scissors,teddy bear,hair drier,toothbrush"
)

SYNONYMS = {
    "person": "people,persons,human,pedestrian,人,人员",
    "chair": "chairs,office chair,swivel chair,desk chair,椅子",
    "couch": "sofa",
    "cup": "cups,mug,paper cup,coffee cup,glass,杯子,水杯",
    "bottle": "bottles,water bottle,瓶子,水瓶",
    "cell phone": "cellphone,mobile phone,mobile,phone,smartphone,手机",
    "tv": "television,tvmonitor,monitor,screen",
    "keyboard": "computer keyboard",
    "mouse": "computer mouse",
    # A site's one class for all that is eaten is read as one of COCO's ten.
    "sandwich": "food,foods,meal,snack,hamburger,burger,食物,食品",
    "donut": "doughnut",
    "handbag": "bag",
    "dining table": "diningtable,table",
    "potted plant": "pottedplant,plant",
    "motorcycle": "motorbike",
    "airplane": "aeroplane",
    "hair drier": "hair dryer",
    "remote": "remote control",
    "refrigerator": "fridge",
}
"""Other names that sites' own networks have for a thing of COCO's."""

NO_NUMBER = -1
"""The number of a thing that the product makes no use of: it never comes out of a network."""

OFFICE_THINGS = frozenset(
    _names(
        "desk,headset,headphones,earphones,telephone,landline,lamp,jacket,coat,hat,paper,document,"
        "box,cable,whiteboard,door,window,cabinet,trash can,printer,projector"
    )
)
"""Things without a COCO number that a network may find."""

FORBIDDEN = frozenset(
    _names(
        "face,faces,facial,emotion,mood,happy,sad,angry,anger,fear,fearful,disgust,surprise,surprised,"
        "neutral,contempt,smile,smiling,crying,gender,male,female,man,men,woman,women,boy,girl,age,"
        "adult,child,elderly,race,ethnicity,identity,reid,gait"
    )
)
"""Words of what sorts people: faces, emotions, who somebody is. No site can allow them."""
FORBIDDEN_CHINESE = ("脸", "情绪", "表情", "性别", "年龄", "身份")

_NUMBERS = {name: number for number, name in enumerate(COCO)} | {
    other: COCO.index(name) for name, others in SYNONYMS.items() for other in _names(others)
}


def plain(name: str) -> str:
    """A class name in lower case with single blanks: ``Cell_Phone`` is ``cell phone``."""
    return re.sub(r"[\s_\-]+", " ", name).strip().lower()


def coco_number(name: str) -> int:
    """The COCO number of a class by its name, or ``NO_NUMBER``."""
    return _NUMBERS.get(plain(name), NO_NUMBER)


def sorts_people(name: str) -> bool:
    """Whether a class says who somebody is, or how they feel."""
    words = set(re.findall(r"[a-z]+", plain(name)))
    return bool(words & FORBIDDEN) or any(each in name for each in FORBIDDEN_CHINESE)


def unknown_names(names: Iterable[str]) -> list[str]:
    """The names that are on no list here."""
    return [
        name
        for name in names
        if coco_number(name) == NO_NUMBER and plain(name) not in OFFICE_THINGS
    ]
