import pytest

from tests.review.folder import Desk


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "annotations")
