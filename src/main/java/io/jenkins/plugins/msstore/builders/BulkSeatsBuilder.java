package io.jenkins.plugins.msstore.builders;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.tasks.Builder;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.fields.BulkSeatsFields;
import io.jenkins.plugins.msstore.forms.TextLines;
import io.jenkins.plugins.msstore.operation.bulk.BulkSeatChange;
import io.jenkins.plugins.msstore.operation.bulk.BulkSeatsArguments;
import io.jenkins.plugins.msstore.steps.BulkSeatsStep;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** {@code storeSeatsBulk}: assigns or reclaims the seats of many users and archives a report. */
public final class BulkSeatsBuilder extends StoreBuilder implements BulkSeatsArguments {

    private static final String SYMBOL = "storeSeatsBulk";

    private final String action;
    private List<String> users;
    private String usersFile;
    private String column;
    private int batchSize = BulkSeatsFields.DEFAULT_BATCH_SIZE;
    private String onFailure = BulkSeatsFields.DEFAULT_ON_FAILURE;
    private boolean dryRun;
    private boolean ignoreCapacity;
    private boolean ignoreMissing;
    private boolean allowEmpty;
    private String reportName;
    private int resultLimit = BulkSeatsFields.DEFAULT_RESULT_LIMIT;

    @DataBoundConstructor
    public BulkSeatsBuilder(String productId, String skuId, String action) {
        super(productId, skuId);
        this.action = action;
    }

    @Override
    public String getAction() {
        return action;
    }

    @CheckForNull
    @Override
    public List<String> getUsers() {
        return users;
    }

    /**
     * @param users null or empty for none: Job DSL binds an empty list if the script does not name them
     */
    @DataBoundSetter
    public void setUsers(@CheckForNull List<String> users) {
        this.users = users == null || users.isEmpty() ? null : new ArrayList<>(users);
    }

    /** The users as shown in the form, one per line. */
    public String getUsersText() {
        return TextLines.of(users);
    }

    @CheckForNull
    @Override
    public String getUsersFile() {
        return usersFile;
    }

    @DataBoundSetter
    public void setUsersFile(@CheckForNull String usersFile) {
        this.usersFile = Util.fixEmpty(usersFile);
    }

    @CheckForNull
    @Override
    public String getColumn() {
        return column;
    }

    @DataBoundSetter
    public void setColumn(@CheckForNull String column) {
        this.column = Util.fixEmptyAndTrim(column);
    }

    @Override
    public int getBatchSize() {
        return batchSize;
    }

    @DataBoundSetter
    public void setBatchSize(int batchSize) {
        this.batchSize = batchSize;
    }

    @Override
    public String getOnFailure() {
        return onFailure;
    }

    @DataBoundSetter
    public void setOnFailure(@CheckForNull String onFailure) {
        this.onFailure = Util.fixEmpty(onFailure) == null ? BulkSeatsFields.DEFAULT_ON_FAILURE : onFailure;
    }

    @Override
    public boolean isDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    @Override
    public boolean isIgnoreCapacity() {
        return ignoreCapacity;
    }

    @DataBoundSetter
    public void setIgnoreCapacity(boolean ignoreCapacity) {
        this.ignoreCapacity = ignoreCapacity;
    }

    @Override
    public boolean isIgnoreMissing() {
        return ignoreMissing;
    }

    @DataBoundSetter
    public void setIgnoreMissing(boolean ignoreMissing) {
        this.ignoreMissing = ignoreMissing;
    }

    @Override
    public boolean isAllowEmpty() {
        return allowEmpty;
    }

    @DataBoundSetter
    public void setAllowEmpty(boolean allowEmpty) {
        this.allowEmpty = allowEmpty;
    }

    @CheckForNull
    @Override
    public String getReportName() {
        return reportName;
    }

    @DataBoundSetter
    public void setReportName(@CheckForNull String reportName) {
        this.reportName = Util.fixEmpty(reportName);
    }

    @Override
    public int getResultLimit() {
        return resultLimit;
    }

    @DataBoundSetter
    public void setResultLimit(int resultLimit) {
        this.resultLimit = resultLimit;
    }

    @Override
    StoreOperation operation(FieldExpansion expanded) throws IOException, InterruptedException {
        BulkSeatsBuilder arguments =
                new BulkSeatsBuilder(expanded.of(getProductId()), expanded.of(getSkuId()), expanded.of(action));
        // not by the setter: a variable without users is an empty list, which is not the same as no list
        arguments.users = expanded.ofLines(users);
        arguments.setUsersFile(expanded.ofOptional(usersFile));
        arguments.setColumn(expanded.ofOptional(column));
        arguments.setBatchSize(batchSize);
        arguments.setOnFailure(expanded.ofOptional(onFailure));
        arguments.setDryRun(dryRun);
        arguments.setIgnoreCapacity(ignoreCapacity);
        arguments.setIgnoreMissing(ignoreMissing);
        arguments.setAllowEmpty(allowEmpty);
        arguments.setReportName(expanded.ofOptional(reportName));
        arguments.setResultLimit(resultLimit);
        return new BulkSeatChange(arguments);
    }

    @Override
    public boolean requiresWorkspace() {
        return usersFile != null;
    }

    @Override
    String symbol() {
        return SYMBOL;
    }

    @Extension
    @Symbol(SYMBOL)
    public static final class DescriptorImpl extends StoreBuilderDescriptor implements BulkSeatsFields {

        public DescriptorImpl() {
            super(
                    BulkSeatsStep.class,
                    "productId",
                    "skuId",
                    "action",
                    "users",
                    "usersFile",
                    "column",
                    "batchSize",
                    "onFailure",
                    "dryRun",
                    "ignoreCapacity",
                    "ignoreMissing",
                    "allowEmpty",
                    "reportName",
                    "resultLimit");
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.BulkSeatsBuilder_displayName();
        }

        @Override
        public Builder newInstance(@NonNull StaplerRequest2 request, @NonNull JSONObject form) throws FormException {
            TextLines.split(form, "users");
            return super.newInstance(request, form);
        }
    }
}
