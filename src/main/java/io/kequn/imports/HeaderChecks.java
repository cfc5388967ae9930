package io.kequn.imports;

import static io.kequn.platform.problem.ErrorCode.REFERENCE_UNKNOWN;
import static io.kequn.platform.problem.ErrorCode.VALUE_INVALID;

import io.kequn.platform.problem.Characters;
import io.kequn.platform.problem.Nearest;
import io.kequn.platform.problem.Refusal;

/// What the first line of a CSV file must be like, so that its rows can be read at all.
final class HeaderChecks {
    /// What a message repeats of the first line, which may be a whole file.
    private static final int MOST_COLUMNS = 50;

    private static final int LONGEST_COLUMN = 60;

    private HeaderChecks() {}

    /// Refuses a first line that is no text: the file is a workbook, a picture or packed, or has another encoding.
    static Dialect requireText(Dialect dialect) {
        boolean text = dialect.header().stream()
                .allMatch(name -> Characters.firstForbidden(name) < 0 && name.indexOf(RowReader.UNREADABLE) < 0);
        if (!text) {
            throw VALUE_INVALID.because(
                    "The first line of the file is no text in " + dialect.charset()
                            + ". Export a workbook as CSV; if it is CSV, name its `charset`.",
                    "文件首行不是 " + dialect.charset() + " 编码的文本。请将工作簿导出为 CSV；如已是 CSV，请指定 `charset`。");
        }
        return dialect;
    }

    /// Where the column stands. Refuses one that is not there, and one that is there twice: nobody knows which
    /// of the two is meant.
    static int place(Dialect dialect, String column) {
        int place = dialect.header().indexOf(column);
        if (place < 0) {
            throw missing(dialect, column);
        }
        if (place != dialect.header().lastIndexOf(column)) {
            throw VALUE_INVALID.because(
                    "The first line of the file names `" + column + "` twice; rename one of the two columns.",
                    "文件首行中列名 `" + column + "` 重复，请修改其中一列的名称。");
        }
        return place;
    }

    private static Refusal missing(Dialect dialect, String column) {
        var header = String.join(
                ", ",
                dialect.header().stream()
                        .limit(MOST_COLUMNS)
                        .map(name -> name.length() > LONGEST_COLUMN ? name.substring(0, LONGEST_COLUMN) + "…" : name)
                        .toList());
        var near = Nearest.to(column, dialect.header());
        return REFERENCE_UNKNOWN.because(
                "The file has no column `" + column + "`; its first line names: " + header + "."
                        + near.map(name -> " Did you mean `" + name + "`?").orElse(""),
                "文件中没有列 `" + column + "`；首行列名：" + header + "。"
                        + near.map(name -> "是否想输入 `" + name + "`？").orElse(""));
    }
}
