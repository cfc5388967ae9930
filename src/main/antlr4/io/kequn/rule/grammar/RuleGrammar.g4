/*
 * The text notation of the rule language. It only finds the shape of a rule: what a word means (a number, a day,
 * a key) depends on the attribute's type, so every unquoted word is one token, BARE, and is read after parsing.
 * Nothing here recurses except through a bracket; brackets are counted before parsing.
 */
grammar RuleGrammar;

options { caseInsensitive = true; }

start: disjunction EOF;

disjunction: conjunction (OR conjunction)*;

conjunction: negation (AND negation)*;

negation: NOT* primary;

primary
    : LEFT disjunction RIGHT # group
    | TRUE # everyone
    | IN SEGMENT value # inSegment
    | IN LAYER value EQ value # inLayer
    | WITHIN value BARE OF LEFT value COMMA value RIGHT # within
    | BUCKET LEFT value RIGHT LT value PERCENT # bucket
    | ANNIVERSARY LEFT name RIGHT test # anniversary
    | name NOT? MATCHES LEFT (parameter (COMMA parameter)*)? RIGHT # function
    | name LEFT (parameter (COMMA parameter)*)? RIGHT EQ (TRUE | FALSE) # olderFunction
    | name HAS BEEN value FOR AT LEAST value # hasBeen
    | name test # condition
    ;

parameter: property test;

test
    : (EQ | NE | GE | GT | LE | LT) value # compare
    | IS NOT? NULL # missing
    | NOT? BETWEEN value AND value # between
    | NOT? IN values # in
    | CONTAINS (ANY | ALL | NONE) values # containsSome
    | NOT? CONTAINS value # contains
    | NOT? (STARTS | ENDS) WITH value # affix
    | NOT? MATCHES REGEX value # regex
    | IN (LAST | NEXT) BARE # window
    | AT LEAST BARE AGO # ago
    | IN BARE # period
    ;

values: LEFT (value (COMMA value)*)? RIGHT;

value: STRING | BARE | TRUE | FALSE;

// Words that have a meaning only after an attribute stay free as names of parameters.
name: BARE | LAST | NEXT | AT | LEAST | AGO | ANY | ALL | NONE | STARTS | ENDS | WITH | REGEX;

// Events have properties of any name; these words begin or continue conditions only.
property: name | HAS | BEEN | FOR | SEGMENT | LAYER | WITHIN | OF | BUCKET | ANNIVERSARY;

AND: 'and';
OR: 'or';
NOT: 'not';
IS: 'is';
NULL: 'null';
BETWEEN: 'between';
IN: 'in';
CONTAINS: 'contains';
ANY: 'any';
ALL: 'all';
NONE: 'none';
STARTS: 'starts';
ENDS: 'ends';
WITH: 'with';
MATCHES: 'matches';
REGEX: 'regex';
LAST: 'last';
NEXT: 'next';
AT: 'at';
LEAST: 'least';
AGO: 'ago';
HAS: 'has';
BEEN: 'been';
FOR: 'for';
SEGMENT: 'segment';
LAYER: 'layer';
WITHIN: 'within';
OF: 'of';
BUCKET: 'bucket';
ANNIVERSARY: 'anniversary';
TRUE: 'true';
FALSE: 'false';

LEFT: '(';
RIGHT: ')';
COMMA: ',';
EQ: '=';
NE: '!=';
GE: '>=';
GT: '>';
LE: '<=';
LT: '<';
PERCENT: '%';

STRING: '\'' (~'\'' | '\'\'')* '\'';
BARE: [a-z0-9_+\-] [a-z0-9_+\-.:]*;
SPACE: [ \t\r\n\u00A0\u3000]+ -> skip;
UNCLOSED: '\'' (~'\'' | '\'\'')*;
UNKNOWN: .;
