package io.kequn.platform.graphql;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import io.kequn.platform.problem.Text;
import io.kequn.platform.value.Times;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a caller is told to write where a value of a type is expected.
final class ExpectedValue {
    private ExpectedValue() {}

    static Text of(@Nullable GraphQLType type) {
        return switch (type) {
            case GraphQLEnumType choices -> {
                var names = String.join(", ", names(choices));
                yield new Text("Must be one of: " + names + ".", "可选值：" + names + "。");
            }
            case GraphQLInputObjectType object -> new Text("Must be an object.", "须为对象。");
            case GraphQLScalarType scalar -> ofScalar(scalar.getName());
            case null, default -> new Text("Cannot be read as it is.", "无法按此内容读取。");
        };
    }

    static List<String> names(GraphQLEnumType choices) {
        return choices.getValues().stream()
                .map(GraphQLEnumValueDefinition::getName)
                .toList();
    }

    private static Text ofScalar(String name) {
        return switch (name) {
            case "String" -> new Text("Must be a text in double quotes.", "须为带双引号的文本。");
            case "ID" -> new Text("Must be a text in double quotes or a whole number.", "须为带双引号的文本或整数。");
            case "Boolean" -> new Text("Must be `true` or `false`.", "须为 `true` 或 `false`。");
            case "Int" -> new Text("Must be a whole number of at most 32 bits, without quotes.", "须为不带引号的整数，最多 32 位。");
            case "BigInteger" -> new Text("Must be a whole number.", "须为整数。");
            case "Float" -> new Text("Must be a finite number, without quotes.", "须为不带引号的有限数值。");
            case "BigDecimal" -> new Text("Must be a number.", "须为数字。");
            case "UUID" -> new Text("Must be a UUID.", "须为 UUID。");
            case "DateTime" -> Times.INSTANT;
            case "Date" -> Times.DATE;
            default -> new Text("Is no value of the type `" + name + "`.", "不是类型 `" + name + "` 的值。");
        };
    }
}
