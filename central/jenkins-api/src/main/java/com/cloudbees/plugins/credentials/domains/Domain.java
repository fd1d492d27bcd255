package com.cloudbees.plugins.credentials.domains;

import java.io.Serializable;

/** The global domain, of which there is one. */
public class Domain implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Domain GLOBAL = new Domain();

    private Domain() {}

    public static Domain global() {
        return GLOBAL;
    }
}
