package io.kequn.platform.graphql;

import static io.kequn.platform.graphql.QueryLimits.tooMuch;

import graphql.analysis.QueryVisitorFieldEnvironment;
import graphql.analysis.QueryVisitorStub;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLTypeUtil;
import io.kequn.platform.problem.Refusal;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Adds up what a query asks for, field by field, and refuses as soon as a limit is passed, so that judging a
/// hostile query costs no more than a friendly one. The cost counts the objects *requested*: a field below
/// `first: 50` counts 50 times, one below a plain list ten times. Connections and edges are wrapping and count
/// nothing.
final class QueryCost extends QueryVisitorStub {
    private static final int UNBOUNDED_LIST = 10;
    private static final int DEFAULT_PAGE = 50;

    /// How often a field is asked for, and how deep it lies.
    private record Place(int depth, long times, boolean paged) {}

    private static final Place ROOT = new Place(0, 1, false);

    private final GraphQLConfig limits;
    private final IdentityHashMap<QueryVisitorFieldEnvironment, Place> places = new IdentityHashMap<>();
    private int fields;
    private int rootFields;
    private int aliases;
    private long objects;

    QueryCost(GraphQLConfig limits) {
        this.limits = limits;
    }

    /// What was added up.
    long objects() {
        return objects;
    }

    @Override
    public void visitField(QueryVisitorFieldEnvironment field) {
        var parent = field.getParentEnvironment();
        countField(field, parent == null);
        if (field.isTypeNameIntrospectionField()) {
            return;
        }
        var above = parent == null ? ROOT : places.getOrDefault(parent, ROOT);
        if (above.depth + 1 > limits.depth()) {
            throw tooMuch(
                    "Fields may be nested " + limits.depth() + " deep at most.", "字段最多嵌套 " + limits.depth() + " 层。");
        }
        places.put(field, place(field, above));
    }

    private void countField(QueryVisitorFieldEnvironment field, boolean root) {
        if (++fields > limits.fields()) {
            throw tooManyFields(limits);
        }
        if (root && ++rootFields > limits.rootFields()) {
            throw tooMuch(
                    "A request may hold " + limits.rootFields() + " fields at its root at most.",
                    "一次请求的顶层字段最多 " + limits.rootFields() + " 个。");
        }
        if (field.getField().getAlias() != null && ++aliases > limits.aliases()) {
            throw tooMuch(
                    "A request may use " + limits.aliases() + " aliases at most.",
                    "一次请求最多使用 " + limits.aliases() + " 个别名。");
        }
    }

    static Refusal tooManyFields(GraphQLConfig limits) {
        return tooMuch(
                "The query selects more than " + limits.fields() + " fields.", "查询所选字段超过 " + limits.fields() + " 个。");
    }

    private Place place(QueryVisitorFieldEnvironment field, Place above) {
        var definition = field.getFieldDefinition();
        var type = GraphQLTypeUtil.unwrapAll(definition.getType());
        if (!(type instanceof GraphQLCompositeType) || type.getName().startsWith("__")) {
            return new Place(above.depth + 1, above.times, false);
        }
        boolean list = GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(definition.getType()));
        // Named as one or not, a page is what `first` can be said of.
        boolean connection = !list && definition.getArgument("first") != null;
        long asked = asked(field.getArguments(), connection ? DEFAULT_PAGE : UNBOUNDED_LIST);
        long times = list && !above.paged ? multiply(above.times, asked) : above.times;
        if (!wraps(type)) {
            add(times);
        }
        return connection
                ? new Place(above.depth + 1, multiply(times, asked), true)
                : new Place(above.depth + 1, times, above.paged && wraps(type) && !list);
    }

    /// Connections and edges hold objects and are none.
    static boolean wraps(GraphQLNamedType type) {
        return type.getName().endsWith("Connection")
                || type.getName().endsWith("Edge")
                || type.getName().equals("PageInfo");
    }

    private static long asked(Map<String, Object> arguments, int otherwise) {
        @Nullable Object size = arguments.getOrDefault("first", arguments.get("last"));
        if (size instanceof Number number) {
            return Math.max(1, number.longValue());
        }
        return arguments.values().stream()
                .filter(Collection.class::isInstance)
                .mapToLong(values -> ((Collection<?>) values).size())
                .max()
                .orElse(otherwise);
    }

    private long multiply(long times, long factor) {
        return Math.min(times * Math.min(factor, limits.cost() + 1), limits.cost() + 1);
    }

    private void add(long times) {
        objects += times;
        if (objects > limits.cost()) {
            throw tooMuch(
                    "The query asks for more than " + limits.cost() + " objects; ask for smaller pages.",
                    "查询请求的对象超过 " + limits.cost() + " 个；请减小分页。");
        }
    }
}
