package io.jenkins.plugins.msstore.builders;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.msstore.download.PackageSelection;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.fields.PackagesFields;
import io.jenkins.plugins.msstore.operation.packages.GetPackages;
import io.jenkins.plugins.msstore.steps.PackagesStep;
import java.io.IOException;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code storePackages}: gets a product's packages, and downloads their files. */
public final class PackagesBuilder extends ProductBuilder {

    private static final String SYMBOL = "storePackages";

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
    public PackagesBuilder(String productId, String skuId) {
        super(productId, skuId);
    }

    @Override
    StoreOperation operation(FieldExpansion expanded) throws IOException, InterruptedException {
        return new GetPackages(
                expanded.of(getProductId()),
                expanded.of(getSkuId()),
                new PackageSelection(
                        expanded.ofLines(architectures),
                        expanded.ofLines(formats),
                        expanded.ofLines(platforms),
                        dependencies),
                expanded.ofOptional(directory),
                archive);
    }

    @Override
    public boolean requiresWorkspace() {
        return Util.fixEmpty(directory) != null;
    }

    @Override
    String symbol() {
        return SYMBOL;
    }

    @Extension
    @Symbol(SYMBOL)
    public static final class DescriptorImpl extends StoreBuilderDescriptor implements PackagesFields {

        public DescriptorImpl() {
            super(PackagesStep.class);
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.PackagesBuilder_displayName();
        }
    }
}
