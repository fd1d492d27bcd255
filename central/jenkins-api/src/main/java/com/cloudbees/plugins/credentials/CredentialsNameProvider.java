package com.cloudbees.plugins.credentials;

public abstract class CredentialsNameProvider<C extends Credentials> {
    public static String name(Credentials credentials) {
        NameWith names = credentials.getClass().getAnnotation(NameWith.class);
        try {
            return names == null
                    ? credentials.getClass().getSimpleName()
                    : nameWith(names.value().getDeclaredConstructor().newInstance(), credentials);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    public abstract String getName(C credentials);

    @SuppressWarnings("unchecked")
    private static <C extends Credentials> String nameWith(CredentialsNameProvider<C> provider, Credentials item) {
        return provider.getName((C) item);
    }
}
