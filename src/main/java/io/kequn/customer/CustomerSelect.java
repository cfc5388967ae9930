package io.kequn.customer;

/// The select of one customer by either of its names, with what other features know of it: one statement.
///
/// @param byId for the shop `$1` and the id `$2`; that of a merged customer gives the survivor
/// @param byIdentity for the shop `$1`, the source `$2` and the external id `$3`
public record CustomerSelect(String byId, String byIdentity) {
    /// Stands for the value of whoever asks, in a part of a select.
    public static final String ASKED = "$asked";

    static final CustomerSelect PLAIN = with();

    /// `parts` are columns with names of their own, each a select of one value about `customer c` of the shop
    /// `$1`.
    public static CustomerSelect with(String... parts) {
        var columns = CustomerView.COLUMNS + (parts.length == 0 ? "" : ", " + String.join(", ", parts));
        return new CustomerSelect(
                "select " + columns.replace(ASKED, "$3") + ", asked.id asked from customer asked "
                        + CustomerResolver.SURVIVOR + """
                     where asked.shop_id = $1 and asked.id = $2\
                    """,
                "select " + columns.replace(ASKED, "$4") + """
                    , c.id asked from customer_identity named
                    join customer c on c.shop_id = $1 and c.id = named.customer_id and c.state = 0
                    where named.shop_id = $1 and named.source = $2 and named.external_id = $3\
                    """);
    }
}
