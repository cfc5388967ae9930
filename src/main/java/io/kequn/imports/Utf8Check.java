package io.kequn.imports;

/// Finds out whether bytes that come in pieces are UTF-8, however the pieces are cut.
final class Utf8Check {
    private boolean wellFormed = true;
    private int missing;
    private int least;
    private int point;

    void add(byte[] bytes) {
        for (int i = 0; wellFormed && i < bytes.length; i++) {
            add(bytes[i]);
        }
    }

    private void add(byte b) {
        if (missing > 0) {
            wellFormed = (b & 0xC0) == 0x80;
            point = point << 6 | (b & 0x3F);
            missing--;
            wellFormed &= missing > 0 || (point >= least && point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF));
        } else if ((b & 0xE0) == 0xC0) {
            begin(1, 0x80, b & 0x1F);
        } else if ((b & 0xF0) == 0xE0) {
            begin(2, 0x800, b & 0x0F);
        } else if ((b & 0xF8) == 0xF0) {
            begin(3, 0x10000, b & 0x07);
        } else {
            wellFormed = b >= 0;
        }
    }

    private void begin(int following, int smallest, int bits) {
        missing = following;
        least = smallest;
        point = bits;
    }

    /// A character that is cut off at the very end is not held against the rest.
    boolean wellFormed() {
        return wellFormed;
    }
}
