package io.kequn.imports;

import io.kequn.platform.job.Perishable;
import jakarta.inject.Singleton;

/// Rows with errors hold names and addresses as they stood in the file, and are there to be mended, not for good.
@Singleton
class OldImportErrors implements Perishable {
    @Override
    public String delete() {
        return """
            delete from import_error where shop_id = $1 and (job_id, line, code, column_name) in (
              select e.job_id, e.line, e.code, e.column_name
              from job j join import_error e on e.shop_id = $1 and e.job_id = j.id
              where j.shop_id = $1 and j.finished_at < now() - cast($2 as bigint) * interval '1 millisecond' limit $3)\
            """;
    }
}
