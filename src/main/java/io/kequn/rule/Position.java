package io.kequn.rule;

/// Where in a text a problem lies. Lines and columns count from 1, columns and length in characters (code points).
public record Position(int line, int column, int length) {}
