"""Small files of the program's own are written whole or not at all, and from several threads without loss."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest

from glossary.own_files import write_whole
from tui.habits import Habits


def test_a_text_takes_the_place_of_the_old_one_and_makes_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "new" / "settings.toml"
    write_whole(file, "a = 1\n")
    write_whole(file, 'name = "리"\n')
    assert file.read_text("utf-8") == 'name = "리"\n'
    assert [path.name for path in file.parent.iterdir()] == ["settings.toml"]


def test_nothing_is_left_where_it_cannot_be_put(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    (taken / "inside").mkdir(parents=True)
    with pytest.raises(OSError, match="taken"):
        write_whole(taken, "text")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_habits_of_several_threads_are_all_kept(tmp_path: Path) -> None:
    habits = Habits(tmp_path)

    def remember(who: int) -> None:
        for number in range(20):
            habits.keep(f"{who} {number}", number + 1)
            habits.keep_counts("base", {100 * who + number: (1, number)})

    threads = [Thread(target=remember, args=(who,)) for who in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(habits.number(f"{who} {number}") == number + 1 for who in range(4) for number in range(20))
    assert len(habits.counts("base")) == 80
