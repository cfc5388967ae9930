package io.kequn.customer;

import io.kequn.platform.problem.Text;
import io.kequn.platform.value.Ids;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// How a caller names a customer: by id, or by an identity (`pos:8812`), so that an integrator never needs a lookup
/// first.
public sealed interface CustomerReference {
    Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
    int MAX_EXTERNAL_ID = 255;

    record ById(UUID id) implements CustomerReference {}

    record ByIdentity(Identity identity) implements CustomerReference {}

    /// Empty if the text is neither a UUID nor `{source}:{externalId}`.
    static Optional<CustomerReference> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Ids.parse(text).map(ById::new);
        }
        var identity = new Identity(text.substring(0, colon), text.substring(colon + 1));
        return isValid(identity) ? Optional.of(new ByIdentity(identity)) : Optional.empty();
    }

    /// A sentence for whoever writes the source of a reference in capitals, to follow another one; empty for
    /// all others.
    static Text lowerCase(String text) {
        int colon = text.indexOf(':');
        var meant = colon < 0 ? text : text.substring(0, colon).toLowerCase(Locale.ROOT) + text.substring(colon);
        return meant.equals(text) || parse(meant).isEmpty()
                ? new Text("", "")
                : new Text(
                        " A source is in lower case; did you mean `" + meant + "`?", "来源须为小写；是否想输入 `" + meant + "`？");
    }

    static boolean isValid(Identity identity) {
        var id = identity.externalId();
        return SOURCE.matcher(identity.source()).matches()
                && !id.isBlank()
                && id.length() <= MAX_EXTERNAL_ID
                && id.chars().noneMatch(Character::isISOControl);
    }
}
