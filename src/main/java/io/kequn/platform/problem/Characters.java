package io.kequn.platform.problem;

/// Which characters a text may hold. U+0000 cannot be stored by PostgreSQL, other control characters and halves of
/// surrogate pairs are never meant by a person and break the systems that read the text later.
public final class Characters {
    private Characters() {}

    /// The index of the first character that is refused, or -1 where the text is fine.
    public static int firstForbidden(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            if (isControl(c) || Character.isSurrogate(c)) {
                return i;
            }
        }
        return -1;
    }

    /// What is wrong with the text at `index`, for people.
    public static Text forbidden(CharSequence text, int index) {
        String character = String.format("U+%04X", (int) text.charAt(index));
        return new Text(
                "Holds the character " + character + " at index " + index + ", which no text may hold; remove it.",
                "第 " + index + " 位含有不允许的字符 " + character + "，请删除。");
    }

    private static boolean isControl(char c) {
        return (c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7f;
    }
}
