package io.jenkins.plugins.msstore.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.msstore.download.PackageSelection;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.fields.PackagesFields;
import io.jenkins.plugins.msstore.operation.packages.GetPackages;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code msStorePackages}: gets a product's packages, and downloads their files. */
public final class PackagesStep extends ProductStep {

    private static final long serialVersionUID = 1L;

    @DataBoundSetter
    public List<String> architectures;

    @DataBoundSetter
    public List<String> formats;

    @DataBoundSetter
    public List<String> platforms;

    @DataBoundSetter
    public String directory;

    @DataBoundSetter
    public boolean dependencies = true;

    @DataBoundSetter
    public boolean archive;

    @DataBoundConstructor
    public PackagesStep(String productId, String skuId) {
        super(productId, skuId);
    }

    @Override
    StoreOperation operation() {
        return new GetPackages(
                getProductId(),
                getSkuId(),
                new PackageSelection(architectures, formats, platforms, dependencies),
                Util.fixEmpty(directory),
                archive);
    }

    @Override
    boolean needsWorkspace() {
        return Util.fixEmpty(directory) != null;
    }

    @Extension
    public static final class DescriptorImpl extends StoreStepDescriptor implements PackagesFields {

        @Override
        public String getFunctionName() {
            return "msStorePackages";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.PackagesStep_displayName();
        }
    }
}
