package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import java.util.Collection;
import java.util.List;

public class CredentialsMatchers {
    private CredentialsMatchers() {}

    public static CredentialsMatcher always() {
        return item -> true;
    }

    public static CredentialsMatcher never() {
        return item -> false;
    }

    public static CredentialsMatcher not(CredentialsMatcher matcher) {
        return item -> !matcher.matches(item);
    }

    public static CredentialsMatcher instanceOf(Class type) {
        return type::isInstance;
    }

    public static CredentialsMatcher withId(String id) {
        return item ->
                item instanceof IdCredentials && ((IdCredentials) item).getId().equals(id);
    }

    public static CredentialsMatcher withScope(CredentialsScope scope) {
        return item -> item.getScope() == scope;
    }

    public static CredentialsMatcher allOf(CredentialsMatcher... matchers) {
        return item -> {
            for (CredentialsMatcher matcher : matchers) {
                if (!matcher.matches(item)) {
                    return false;
                }
            }
            return true;
        };
    }

    public static CredentialsMatcher anyOf(CredentialsMatcher... matchers) {
        return item -> {
            for (CredentialsMatcher matcher : matchers) {
                if (matcher.matches(item)) {
                    return true;
                }
            }
            return false;
        };
    }

    public static CredentialsMatcher both(CredentialsMatcher one, CredentialsMatcher other) {
        return allOf(one, other);
    }

    public static CredentialsMatcher either(CredentialsMatcher one, CredentialsMatcher other) {
        return anyOf(one, other);
    }

    public static <C extends Credentials> List<C> filter(List<C> credentials, CredentialsMatcher matcher) {
        return credentials.stream().filter(matcher::matches).toList();
    }

    public static <C extends Credentials> Collection<C> filter(Collection<C> credentials, CredentialsMatcher matcher) {
        return credentials.stream().filter(matcher::matches).toList();
    }

    public static <C extends Credentials> C firstOrNull(Iterable<C> credentials, CredentialsMatcher matcher) {
        return firstOrDefault(credentials, matcher, null);
    }

    public static <C extends Credentials> C firstOrDefault(
            Iterable<C> credentials, CredentialsMatcher matcher, C otherwise) {
        for (C item : credentials) {
            if (matcher.matches(item)) {
                return item;
            }
        }
        return otherwise;
    }
}
