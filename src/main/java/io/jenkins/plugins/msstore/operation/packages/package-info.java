/** The operation that gets a product's packages and downloads their files to a workspace, which may be on an agent. */
package io.jenkins.plugins.msstore.operation.packages;
