import pytest
from support.made_up_evaluation import scenario, write_site

from api.site.load import Site
from eval.report.write import Replayed
from eval.scores.result import EvalResult
from eval.scores.score import score


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return write_site(tmp_path_factory.mktemp("drawn"))


@pytest.fixture
def replayed(site: Site) -> Replayed:
    return Replayed(site, scenario())


@pytest.fixture
def result(replayed: Replayed) -> EvalResult:
    return score([replayed.scenario], "1.2.3")
