package io.kequn.pack;

import io.kequn.rulebook.RuleBook;
import org.eclipse.microprofile.graphql.Description;

/// A starter pack with all that it defines. Its own name is in the caller's language, the names of what it
/// defines are in `language`.
public record Pack(
        String key,
        String name,
        String description,

        @Description("In which the names of what it defines are.")
        PackLanguage language,

        @Description("What it defines, as rules as code take it.")
        RuleBook rules) {}
