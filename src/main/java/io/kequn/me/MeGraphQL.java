package io.kequn.me;

import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class MeGraphQL {
    private final MeService me;

    MeGraphQL(MeService me) {
        this.me = me;
    }

    @Query
    @Description("The customer whose token it is.")
    public Uni<Me> me() {
        return me.get();
    }

    @Description("The customer's orders, newest first.")
    public Uni<MyOrderConnection> orders(@Source Me own, @Nullable Integer first, @Nullable String after) {
        return me.orders(PageRequest.of(first, after, false, "first")).map(MyOrderConnection::of);
    }

    @Description("The entries of the customer's ledger, newest first.")
    public Uni<MyPointsEntryConnection> pointsLedger(@Source Me own, @Nullable Integer first, @Nullable String after) {
        return me.ledger(PageRequest.of(first, after, false, "first")).map(MyPointsEntryConnection::of);
    }

    @Description("The customer's way to the next level of each program, which takes an evaluation.")
    public Uni<List<MyLevelProgress>> levelProgress(@Source Me own) {
        return me.levelProgress();
    }
}
