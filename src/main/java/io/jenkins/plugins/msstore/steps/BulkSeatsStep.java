package io.jenkins.plugins.msstore.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.fields.BulkSeatsFields;
import io.jenkins.plugins.msstore.forms.TextLines;
import io.jenkins.plugins.msstore.operation.bulk.BulkSeatChange;
import io.jenkins.plugins.msstore.operation.bulk.BulkSeatsArguments;
import java.util.ArrayList;
import java.util.List;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** {@code msStoreBulkSeats}: assigns or reclaims the seats of many users, archives a report and returns the counts. */
public final class BulkSeatsStep extends ProductStep implements BulkSeatsArguments {

    private static final long serialVersionUID = 1L;

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
    public BulkSeatsStep(String productId, String skuId, String action) {
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

    @DataBoundSetter
    public void setUsers(@CheckForNull List<String> users) {
        this.users = users == null ? null : new ArrayList<>(users);
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
    StoreOperation operation() {
        return new BulkSeatChange(this);
    }

    @Override
    boolean needsWorkspace() {
        return usersFile != null;
    }

    @Extension
    public static final class DescriptorImpl extends StoreStepDescriptor implements BulkSeatsFields {

        @Override
        public String getFunctionName() {
            return "msStoreBulkSeats";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.BulkSeatsStep_displayName();
        }

        @Override
        public Step newInstance(@NonNull StaplerRequest2 request, @NonNull JSONObject form) throws FormException {
            TextLines.split(form, "users");
            return super.newInstance(request, form);
        }
    }
}
