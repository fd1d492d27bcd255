/** The credential of a Microsoft Entra application, and the lookup of the credential that a build may use. */
package io.jenkins.plugins.msstore.credentials;
