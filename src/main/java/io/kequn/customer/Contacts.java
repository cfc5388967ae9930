package io.kequn.customer;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import io.kequn.platform.problem.Inputs;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.validator.routines.EmailValidator;
import org.jspecify.annotations.Nullable;

/// E-mail addresses and phone numbers in the one form in which they are stored and looked up.
final class Contacts {
    private static final EmailValidator EMAIL = EmailValidator.getInstance(false);
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    private Contacts() {}

    /// Lower case, the domain in its ASCII form.
    record Email(String address, String domain) {}

    /// E.164, and the country of the number where it has one.
    record Phone(String number, @Nullable String country) {}

    /// Empty after noting what is wrong.
    static Optional<Email> email(Inputs inputs, String pointer, String text) {
        int at = text.lastIndexOf('@');
        var domain = at < 1 ? Optional.<String>empty() : ascii(text.substring(at + 1));
        var address = domain.map(name -> text.substring(0, at).toLowerCase(Locale.ROOT) + "@" + name);
        if (address.isEmpty() || !EMAIL.isValid(address.get())) {
            inputs.refuse(
                    pointer,
                    "Must be an e-mail address such as `ada@example.com`.",
                    "须为有效的电子邮箱地址，例如 `ada@example.com`。");
            return Optional.empty();
        }
        return Optional.of(new Email(address.get(), domain.get()));
    }

    private static Optional<String> ascii(String domain) {
        try {
            return Optional.of(IDN.toASCII(domain).toLowerCase(Locale.ROOT)).filter(name -> !name.isEmpty());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Reads international numbers, and national ones of `country`. Empty after noting what is wrong.
    static Optional<Phone> phone(Inputs inputs, String pointer, String text, @Nullable String country) {
        try {
            var number = PHONES.parse(text, country);
            if (PHONES.isValidNumber(number)) {
                return Optional.of(new Phone(
                        PHONES.format(number, PhoneNumberFormat.E164), country(PHONES.getRegionCodeForNumber(number))));
            }
        } catch (NumberParseException e) {
            if (e.getErrorType() == NumberParseException.ErrorType.INVALID_COUNTRY_CODE && country == null) {
                inputs.refuse(
                        pointer,
                        "Must begin with `+` and the country's code: the shop has no country whose national numbers"
                                + " could be meant.",
                        "须以 `+` 和国家代码开头：店铺未设置国家，无法识别国内号码。");
                return Optional.empty();
            }
        }
        inputs.refuse(
                pointer,
                "Must be a phone number that can exist, such as `+86 138 0013 8000`.",
                "须为有效的电话号码，例如 `+86 138 0013 8000`。");
        return Optional.empty();
    }

    /// Numbers of no country, such as satellite ones, have the region 001.
    private static @Nullable String country(@Nullable String region) {
        return region == null || region.length() != 2 || !Character.isLetter(region.charAt(0)) ? null : region;
    }
}
