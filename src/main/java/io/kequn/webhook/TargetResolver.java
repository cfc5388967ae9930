package io.kequn.webhook;

import static io.kequn.platform.problem.ErrorCode.VALUE_INVALID;

import io.kequn.platform.job.OffLoop;
import io.kequn.platform.problem.Inputs;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds out where webhooks lead, and refuses what must not be reached. The name is looked up here and nowhere else.
@Singleton
class TargetResolver {
    private static final int LONGEST = 2_000;

    private final WebhookSettings settings;
    private final Names names;

    /// How names are looked up.
    interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    @Inject
    TargetResolver(WebhookSettings settings) {
        this(settings, InetAddress::getAllByName);
    }

    TargetResolver(WebhookSettings settings, Names names) {
        this.settings = settings;
        this.names = names;
    }

    /// Why a target is not connected to.
    static final class Refused extends Exception {
        Refused(String why) {
            super(why, null, false, false);
        }
    }

    /// The address as it is kept; notes what is wrong with it as far as can be seen without looking it up.
    String url(Inputs inputs, String pointer, @Nullable String text) {
        if (!inputs.given(pointer, text) || text == null) {
            return "";
        }
        var parsed = parsed(text.strip());
        if (parsed.isEmpty()) {
            inputs.refuse(
                    pointer,
                    "Must be an address such as `https://example.com/hooks`, in ASCII, of at most " + LONGEST
                            + " characters, without user, password and fragment.",
                    "须为 `https://example.com/hooks` 形式的地址，仅含 ASCII 字符，最多 " + LONGEST + " 个字符，不含用户名、密码和片段。");
            return "";
        }
        inputs.require(
                settings.allowHttp() || parsed.get().getScheme().equalsIgnoreCase("https"),
                pointer,
                "Must be an `https` address.",
                "须为 `https` 地址。");
        return parsed.get().toString();
    }

    private static Optional<URI> parsed(String text) {
        try {
            var url = new URI(text);
            var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            boolean known = scheme.equals("https") || scheme.equals("http");
            boolean plain = url.getRawUserInfo() == null && url.getRawFragment() == null;
            boolean reachable = url.getHost() != null && url.getPort() != 0 && url.getPort() <= 0xffff;
            boolean ascii = text.chars().allMatch(character -> character < 0x80);
            return known && plain && reachable && ascii && text.length() <= LONGEST
                    ? Optional.of(url)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /// Refuses with `value_invalid` what does not lead to where webhooks may.
    Uni<Target> checked(String pointer, String url) {
        return resolve(url)
                .onFailure(Refused.class)
                .transform(failure -> VALUE_INVALID.at(
                        pointer,
                        "Nothing can be sent there: " + failure.getMessage() + ".",
                        "无法发送到该地址：" + failure.getMessage() + "。"));
    }

    /// Looks the name up, off the event loop; fails with `Refused` if any of its addresses must not be reached.
    Uni<Target> resolve(String url) {
        return OffLoop.run(() -> lookedUp(URI.create(url)))
                .ifNoItem()
                .after(settings.connectTimeout())
                .failWith(() -> new Refused("its name was not found in time"));
    }

    Target lookedUp(URI url) throws Refused {
        if (!settings.allowHttp() && !"https".equalsIgnoreCase(url.getScheme())) {
            throw new Refused("it is no `https` address");
        }
        if (url.getHost() == null) {
            throw new Refused("its name cannot be read");
        }
        return new Target(url, addresses(new Target(url, List.of()).host()));
    }

    private List<InetAddress> addresses(String host) throws Refused {
        var found = found(host);
        for (var address : found) {
            var refusal = Addresses.refusal(address, settings.allowPrivate());
            if (refusal.isPresent()) {
                throw new Refused("its address is " + refusal.get());
            }
        }
        return found;
    }

    private List<InetAddress> found(String host) throws Refused {
        try {
            var found = names.of(host);
            if (found.length == 0) {
                throw new Refused("its name has no address");
            }
            return Arrays.asList(found);
        } catch (UnknownHostException e) {
            throw new Refused("its name is not known");
        }
    }
}
