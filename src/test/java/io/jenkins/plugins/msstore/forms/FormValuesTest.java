package io.jenkins.plugins.msstore.forms;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.steps.BulkSeatsStep;
import net.sf.json.JSONObject;
import org.junit.jupiter.api.Test;

class FormValuesTest {

    @Test
    void theTextOfAListIsSplitAndEmptyTextOfAnOptionalParameterIsLeftOut() {
        JSONObject form = new JSONObject();
        form.put("productId", "");
        form.put("users", "ada@contoso.com\r\n\nbob@contoso.com");
        form.put("usersFile", " ");
        form.put("reportName", "monday");
        form.put("dryRun", true);

        FormValues.prepare(form, BulkSeatsStep.class);

        assertThat(form.opt("productId"))
                .as("required: the error is to show it")
                .isEqualTo("");
        assertThat(form.get("users")).asList().containsExactly("ada@contoso.com", "bob@contoso.com");
        assertThat(form.opt("usersFile")).isNull();
        assertThat(form.opt("reportName")).isEqualTo("monday");
        assertThat(form.opt("dryRun")).isEqualTo(true);
    }
}
