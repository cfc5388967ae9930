/// The rule language: text and JSON into one checked tree, and the tree into SQL. Pure data in, pure data out:
/// this package opens no connection, knows no feature, and learns from a `Vocabulary` what there is to ask about.
///
/// - `Vocabulary`: the attributes, functions, segments and layer sets of one shop. Each feature adds its own;
///   all SQL in it is trusted text. `catalog` gives all of it as data to publish.
/// - `RuleLanguage`: reads text or JSON into a `Rule`, or throws `InvalidRule` with every problem. `uses`
///   tells what a rule depends on: names of facts (`customer.city`, `order`, `tag`, `event`, `event:login`,
///   `segment:vip`, `layer:value`), the keys of tags, attributes, segments and layer sets that it names, and
///   whether it reads time. A rule that names segments or layer sets reads what is *stored* of them, so
///   evaluate those before it.
/// - `Rule`: the checked tree. `text()` is canonical, `hash()` identifies it, `json()` loses nothing.
/// - `RuleCompiler`: `statement` evaluates many rules for one customer, a batch, a range or the shop;
///   `filter` is a part of somebody else's select.
/// - `Crossings` (`RuleCompiler.crossings`): which boundaries of rules move with the clock. `candidates(t1,
///   t2)` gives the selects of all customers whose truth time may have changed, one for each source and column
///   that a boundary has passed, and the rules concerned; `next(t)` tells when to look again. Columns that the
///   vocabulary marks by `byIndex`, and the time of a source, are found by an index on shop, kind and time; any
///   other is read whole.
/// - `ExplainedRule` and `Flip`: a rule as a tree with what each condition saw in one customer, and the
///   nearest change that flips its verdict. What a customer has is judged by SQL alone; only what is not there
///   yet is foreseen, and a change is named only where the whole rule turns for sure.
/// - `Operand`: which operators each type takes, the only place that says so.
@CheckReturnValue
@NullMarked
package io.kequn.rule;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
