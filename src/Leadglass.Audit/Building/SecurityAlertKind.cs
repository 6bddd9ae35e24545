namespace Leadglass.Audit.Building;

/// <summary>Kinds of security alerts (PS3.16 CID 403). The values are the codes.</summary>
public enum SecurityAlertKind
{
    /// <summary>Application Start.</summary>
    ApplicationStart = 110_120,

    /// <summary>Application Stop.</summary>
    ApplicationStop = 110_121,

    /// <summary>Login.</summary>
    Login = 110_122,

    /// <summary>Logout.</summary>
    Logout = 110_123,

    /// <summary>Attach.</summary>
    Attach = 110_124,

    /// <summary>Detach.</summary>
    Detach = 110_125,

    /// <summary>Node Authentication.</summary>
    NodeAuthentication = 110_126,

    /// <summary>Emergency Override Started.</summary>
    EmergencyOverrideStarted = 110_127,

    /// <summary>Network Configuration.</summary>
    NetworkConfiguration = 110_128,

    /// <summary>Security Configuration.</summary>
    SecurityConfiguration = 110_129,

    /// <summary>Hardware Configuration.</summary>
    HardwareConfiguration = 110_130,

    /// <summary>Software Configuration.</summary>
    SoftwareConfiguration = 110_131,

    /// <summary>Use of Restricted Function.</summary>
    UseOfRestrictedFunction = 110_132,

    /// <summary>Audit Recording Stopped.</summary>
    AuditRecordingStopped = 110_133,

    /// <summary>Audit Recording Started.</summary>
    AuditRecordingStarted = 110_134,

    /// <summary>Object Security Attributes Changed.</summary>
    ObjectSecurityAttributesChanged = 110_135,

    /// <summary>Security Roles Changed.</summary>
    SecurityRolesChanged = 110_136,

    /// <summary>User security Attributes Changed.</summary>
    UserSecurityAttributesChanged = 110_137,

    /// <summary>Emergency Override Stopped.</summary>
    EmergencyOverrideStopped = 110_138,

    /// <summary>Remote Service Operation Started.</summary>
    RemoteServiceOperationStarted = 110_139,

    /// <summary>Remote Service Operation Stopped.</summary>
    RemoteServiceOperationStopped = 110_140,

    /// <summary>Local Service Operation Started.</summary>
    LocalServiceOperationStarted = 110_141,

    /// <summary>Local Service Operation Stopped.</summary>
    LocalServiceOperationStopped = 110_142,

    /// <summary>Authentication Decision.</summary>
    AuthenticationDecision = 110_143,

    /// <summary>Authorization Decision.</summary>
    AuthorizationDecision = 110_144,

    /// <summary>Session start.</summary>
    SessionStart = 110_145,

    /// <summary>Session stop.</summary>
    SessionStop = 110_146,

    /// <summary>Access Control Decision.</summary>
    AccessControlDecision = 110_147,
}
