package com.cloudbees.plugins.credentials;

import hudson.model.Descriptor;
import hudson.model.ModelObject;
import hudson.util.ListBoxModel;

public abstract class CredentialsDescriptor extends Descriptor<Credentials> {
    protected CredentialsDescriptor(Class<? extends Credentials> clazz) {
        super(clazz);
    }

    protected CredentialsDescriptor() {}

    public ListBoxModel doFillScopeItems(ModelObject context) {
        ListBoxModel scopes = new ListBoxModel();
        for (CredentialsScope scope : CredentialsScope.values()) {
            scopes.add(scope.getDisplayName(), scope.name());
        }
        return scopes;
    }

    public boolean isScopeRelevant() {
        return true;
    }

    public boolean isScopeRelevant(ModelObject object) {
        return true;
    }

    public boolean isScopeRelevant(CredentialsStore store) {
        return true;
    }

    public String getCredentialsPage() {
        return null;
    }

    public String getIconClassName() {
        return "symbol-credentials plugin-credentials";
    }

    public boolean isApplicable(CredentialsProvider provider) {
        return true;
    }
}
