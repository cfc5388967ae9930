package io.kequn.platform.problem;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Every way the service refuses a request. The constant's name in lower case is the public code in REST and
/// GraphQL, and the last part of the problem's `type`.
public enum ErrorCode {
    INPUT_INVALID(400, "Input is not valid", "输入无效"),
    JSON_MALFORMED(400, "Body is not well-formed JSON", "请求体不是合法的 JSON"),
    FIELD_UNKNOWN(400, "Field is not known", "未知字段"),
    CURSOR_INVALID(400, "Cursor is not valid", "游标无效"),
    QUERY_INVALID(400, "GraphQL document is not valid", "GraphQL 文档无效"),
    PERSISTED_QUERY_NOT_SUPPORTED(400, "Documents are taken as text only", "仅接受文本形式的文档"),
    QUERY_TOO_COMPLEX(400, "GraphQL request asks for too much", "GraphQL 请求过于复杂"),
    CREDENTIAL_INVALID(401, "Credential is missing or not valid", "凭证缺失或无效"),
    SCOPE_MISSING(403, "Credential lacks a scope", "凭证缺少所需权限"),
    SHOP_NOT_ACTIVE(403, "Shop is not active", "店铺未启用"),
    DOCUMENT_NOT_TRUSTED(403, "GraphQL document is not trusted", "GraphQL 文档不受信任"),
    FEATURE_DISABLED(403, "Shop does not have the feature", "店铺未开通该功能"),
    PATH_UNKNOWN(404, "Path is not known", "路径不存在"),
    SHOP_NOT_FOUND(404, "Shop not found", "店铺不存在"),
    FEATURE_NOT_FOUND(404, "Feature not found", "功能不存在"),
    API_KEY_NOT_FOUND(404, "API key not found", "API 密钥不存在"),
    ATTRIBUTE_NOT_FOUND(404, "Attribute not found", "属性不存在"),
    CUSTOMER_NOT_FOUND(404, "Customer not found", "客户不存在"),
    IDENTITY_NOT_FOUND(404, "Identity not found", "客户身份不存在"),
    MERGER_NOT_FOUND(404, "Merger of customers not found", "客户合并记录不存在"),
    ERASURE_NOT_FOUND(404, "Erasure not found", "清除记录不存在"),
    EXPORT_NOT_FOUND(404, "Export not found", "导出不存在"),
    AUDIT_ENTRY_NOT_FOUND(404, "Entry of the audit log not found", "审计记录不存在"),
    TAG_NOT_FOUND(404, "Tag not found", "标签不存在"),
    LAYER_SET_NOT_FOUND(404, "Layer set not found", "分层不存在"),
    LAYER_NOT_FOUND(404, "Layer not found", "层不存在"),
    LAYER_SET_VERSION_NOT_FOUND(404, "Layer set version not found", "分层版本不存在"),
    LEVEL_PROGRAM_NOT_FOUND(404, "Level program not found", "等级体系不存在"),
    LEVEL_NOT_FOUND(404, "Level not found", "等级不存在"),
    LEVEL_PROGRAM_VERSION_NOT_FOUND(404, "Level program version not found", "等级体系版本不存在"),
    TAG_RULE_NOT_FOUND(404, "Tag rule not found", "标签规则不存在"),
    TAG_RULE_VERSION_NOT_FOUND(404, "Tag rule version not found", "标签规则版本不存在"),
    TAG_GROUP_NOT_FOUND(404, "Tag group not found", "标签组不存在"),
    SEGMENT_NOT_FOUND(404, "Segment not found", "客群不存在"),
    SEGMENT_VERSION_NOT_FOUND(404, "Segment version not found", "客群版本不存在"),
    ORDER_NOT_FOUND(404, "Order not found", "订单不存在"),
    EVENT_NOT_FOUND(404, "Event not found", "事件不存在"),
    EVENT_DEFINITION_NOT_FOUND(404, "Event definition not found", "事件定义不存在"),
    POINTS_RULE_NOT_FOUND(404, "Points rule not found", "积分规则不存在"),
    POINTS_ENTRY_NOT_FOUND(404, "Entry of the points ledger not found", "积分流水不存在"),
    HOLD_NOT_FOUND(404, "Hold of points not found", "积分冻结不存在"),
    PACK_NOT_FOUND(404, "Starter pack not found", "起步包不存在"),
    JOB_NOT_FOUND(404, "Job not found", "任务不存在"),
    IMPORT_NOT_FOUND(404, "Import not found", "导入任务不存在"),
    WEBHOOK_NOT_FOUND(404, "Webhook not found", "Webhook 不存在"),
    WEBHOOK_DELIVERY_NOT_FOUND(404, "Delivery to a webhook not found", "Webhook 投递记录不存在"),
    DOCUMENT_NOT_FOUND(404, "Trusted document not found", "可信文档不存在"),
    PERSISTED_QUERY_NOT_FOUND(404, "Document of this digest is not known yet", "尚未收到该摘要对应的文档"),
    METHOD_NOT_ALLOWED(405, "Method is not allowed here", "不支持该请求方法"),
    NOT_ACCEPTABLE(406, "No acceptable media type", "无法提供所要求的媒体类型"),
    KEY_TAKEN(409, "Key is already in use", "键已被占用"),
    IDENTITY_TAKEN(409, "Identity belongs to another customer", "该身份已属于其他客户"),
    EVENT_ID_REUSE(409, "Event id was used for another event", "事件编号已用于其他事件"),
    OPERATION_ID_REUSE(409, "Operation id was used for another operation", "操作编号已用于其他操作"),
    IN_USE(409, "Still in use", "仍在使用中"),
    RULE_CYCLE(409, "Rules would read each other in a circle", "规则之间循环引用"),
    STATE_CONFLICT(409, "Not possible in the present state", "当前状态不允许此操作"),
    INSUFFICIENT_POINTS(409, "Not enough points", "积分不足"),
    HOLD_ENDED(409, "Hold of points has ended", "积分冻结已结束"),
    REQUEST_RUNNING(409, "The first request with this key is still running", "使用该幂等键的请求仍在执行"),
    ALREADY_DONE(409, "Already done; the answer held a secret and is not repeated", "已执行；响应含机密，不再重复返回"),
    HISTORY_EXPIRED(410, "What was then is no longer kept", "该时间的记录已不再保留"),
    EXPORT_EXPIRED(410, "The file is no longer there", "文件已过期"),
    SYNC_TOKEN_EXPIRED(410, "Sync token has expired", "同步令牌已过期"),
    VERSION_MISMATCH(412, "Changed by someone else meanwhile", "资源已被他人修改"),
    BODY_TOO_LARGE(413, "Body is too large", "请求体过大"),
    URI_TOO_LONG(414, "Address is too long", "请求地址过长"),
    MEDIA_TYPE_UNSUPPORTED(415, "Media type is not supported", "不支持的媒体类型"),
    RULE_INVALID(422, "Rule is not valid", "规则无效"),
    VALUE_INVALID(422, "Value is not valid", "值无效"),
    CURRENCY_MISMATCH(422, "Another currency than the shop's", "币种与店铺币种不一致"),
    TIME_IN_FUTURE(422, "Instant lies too far ahead", "时间超前过多"),
    REFERENCE_UNKNOWN(422, "Refers to something that does not exist", "引用的对象不存在"),
    TIME_LIMIT_EXCEEDED(422, "Takes too long to compute", "计算耗时过长"),
    IDEMPOTENCY_KEY_REUSE(422, "Idempotency key was used with another body", "幂等键已用于不同的请求体"),
    RATE_LIMITED(429, "Too many requests", "请求过于频繁"),
    TOO_MANY_STREAMS(429, "Too many streams are open", "打开的数据流过多"),
    HEADERS_TOO_LARGE(431, "Header fields are too large", "请求头过大"),
    INTERNAL(500, "Something went wrong on our side", "服务内部错误"),
    UNAVAILABLE(503, "Temporarily not available", "服务暂时不可用"),
    OUTCOME_UNKNOWN(503, "Not known whether it was done", "无法确认是否已执行");

    private final int status;
    private final String english;
    private final String chinese;

    ErrorCode(int status, String english, String chinese) {
        this.status = status;
        this.english = english;
        this.chinese = chinese;
    }

    public int status() {
        return status;
    }

    /// The public code, stable for ever.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The code with this public text.
    public static Optional<ErrorCode> of(String code) {
        return Arrays.stream(values())
                .filter(candidate -> candidate.code().equals(code))
                .findFirst();
    }

    /// What the code means, in Chinese for a Chinese locale and in English for any other.
    public String title(Locale locale) {
        return Texts.pick(locale, english, chinese);
    }

    /// The refusal with a sentence that names the place and the remedy, in both languages.
    public Refusal because(String english, String chinese) {
        return new Refusal(this, new Text(english, chinese), List.of());
    }

    /// The refusal that lists what is wrong where; there is at least one.
    public Refusal at(List<FieldError> errors) {
        return new Refusal(this, errors.getFirst().message(), errors);
    }

    public Refusal at(String pointer, String english, String chinese) {
        return at(List.of(FieldError.of(pointer, this, english, chinese)));
    }
}
