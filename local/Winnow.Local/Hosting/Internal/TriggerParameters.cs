using System.Reflection;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Winnow.Local.Triggers;

namespace Winnow.Local.Hosting.Internal;

/// <summary>What the parameters of a function with a given trigger can be bound to.</summary>
internal sealed class TriggerParameters
{
    /// <summary>The trigger, with its %settings% replaced.</summary>
    public required TriggerBindingAttribute Attribute { get; init; }

    /// <summary>Types of the trigger parameter; null allows any.</summary>
    private Type[]? TriggerTypes { get; init; }

    /// <summary>Names of the values that parameters without an attribute are bound to.</summary>
    private IReadOnlyCollection<string> Names { get; init; } = [];

    private bool HasRequest { get; init; }

    private bool HasInput { get; init; }

    private bool HasClient { get; init; } = true;

    private bool InputIsBound { get; set; }

    /// <exception cref="FormatException">An argument of the trigger's attribute is wrong.</exception>
    public static TriggerParameters Describe(string function, ParameterInfo parameter, IConfiguration configuration) =>
        parameter.GetCustomAttribute<TriggerBindingAttribute>() switch
        {
            HttpTriggerAttribute http => DescribeHttp(function, http, configuration),
            BlobTriggerAttribute blob => DescribeBlob(blob, configuration),
            TimerTriggerAttribute timer => DescribeTimer(timer, configuration),
            OrchestrationTriggerAttribute orchestration => new TriggerParameters
            {
                Attribute = orchestration, TriggerTypes = [typeof(TaskOrchestrationContext)], HasInput = true, HasClient = false,
            },
            ActivityTriggerAttribute activity => new TriggerParameters { Attribute = activity, Names = ["instanceId"] },
            ServiceBusTriggerAttribute bus => DescribeServiceBus(bus, configuration),
            var other => throw new FormatException($"the local runtime does not know the trigger {other!.GetType().Name}"),
        };

    public ParameterBinder? BindTrigger(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (TriggerTypes is not null && !TriggerTypes.Contains(type))
            return null;
        if (Attribute is ActivityTriggerAttribute && type == typeof(FunctionContext))
            return invocation => new ValueTask<object?>(invocation.Context);
        return invocation => invocation.Trigger(type, invocation.Context.CancellationToken);
    }

    public ParameterBinder? BindOther(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(FunctionContext))
            return invocation => new ValueTask<object?>(invocation.Context);
        if (type == typeof(CancellationToken))
            return invocation => new ValueTask<object?>(invocation.Context.CancellationToken);
        if (parameter.GetCustomAttribute<DurableClientAttribute>() is not null)
            return HasClient && type == typeof(DurableTaskClient) ? BindClient : null;
        if (HasRequest && type == typeof(HttpRequest))
            return invocation => new ValueTask<object?>(invocation.Http!.Request);
        if (Attribute is ServiceBusTriggerAttribute && type == typeof(ServiceBusMessageActions))
            return invocation => invocation.Trigger(type, invocation.Context.CancellationToken);
        if (Names.Contains(parameter.Name!, StringComparer.OrdinalIgnoreCase) && DataConversion.IsSupported(type))
            return invocation => new ValueTask<object?>(DataConversion.Convert(invocation.Data.GetValueOrDefault(parameter.Name!), parameter));
        if (!HasInput || InputIsBound)
            return null;
        InputIsBound = true;
        return invocation => invocation.Trigger(type, invocation.Context.CancellationToken);
    }

    /// <summary>The end of an error message: what can be bound instead.</summary>
    public string Explain(bool isTrigger)
    {
        if (isTrigger)
            return $"with {Attribute.GetType().Name} it can be {string.Join(", ", TriggerTypes!.Select(type => type.Name))}";
        var names = Names.Count == 0 ? "" : $", or one of the values {string.Join(", ", Names.Select(name => $"'{name}'"))}";
        var request = HasRequest ? ", HttpRequest" : "";
        var client = HasClient ? ", [DurableClient] DurableTaskClient" : "";
        return $"it can be FunctionContext, CancellationToken{request}{client}{names}; services belong in the constructor";
    }

    private static ValueTask<object?> BindClient(Invocation invocation) =>
        new(invocation.Context.InstanceServices.GetRequiredService<DurableTaskClient>());

    private static TriggerParameters DescribeHttp(string function, HttpTriggerAttribute http, IConfiguration configuration)
    {
        if (http.AuthLevel == AuthorizationLevel.User)
            throw new FormatException("the authorization level User needs App Service authentication, which does not exist locally; use Function");
        var route = SettingExpressions.Resolve(http.Route ?? function, configuration);
        try
        {
            return new TriggerParameters
            {
                Attribute = new HttpTriggerAttribute(http.AuthLevel, http.Methods ?? []) { Route = route },
                TriggerTypes = [typeof(HttpRequest)],
                HasRequest = true,
                Names = [.. RoutePatternFactory.Parse(route).Parameters.Select(parameter => parameter.Name)],
            };
        }
        catch (RoutePatternException exception)
        {
            throw new FormatException($"the route '{route}' is wrong: {exception.Message.TrimEnd('.')}", exception);
        }
    }

    private static TriggerParameters DescribeBlob(BlobTriggerAttribute blob, IConfiguration configuration)
    {
        var path = SettingExpressions.Resolve(blob.BlobPath, configuration);
        StorageConnections.Find(blob.Connection, configuration);
        return new TriggerParameters
        {
            Attribute = new BlobTriggerAttribute(path) { Connection = blob.Connection, Source = blob.Source },
            TriggerTypes = [typeof(BlobClient), typeof(Stream), typeof(string)],
            Names = [.. BlobPathPattern.Parse(path).Names, BlobPathPattern.WholePath],
        };
    }

    private static TriggerParameters DescribeServiceBus(ServiceBusTriggerAttribute bus, IConfiguration configuration)
    {
        if (bus.IsSessionsEnabled)
            throw new FormatException("sessions are not served locally; remove IsSessionsEnabled");
        ServiceBusConnections.Find(bus.Connection, configuration);
        return new TriggerParameters
        {
            Attribute = bus.Resolve(name => SettingExpressions.Resolve(name, configuration)),
            TriggerTypes = bus.IsBatched
                ? [typeof(ServiceBusReceivedMessage[]), typeof(string[]), typeof(BinaryData[])]
                : [typeof(ServiceBusReceivedMessage), typeof(string), typeof(BinaryData), typeof(byte[])],
        };
    }

    private static TriggerParameters DescribeTimer(TimerTriggerAttribute timer, IConfiguration configuration)
    {
        var schedule = SettingExpressions.Resolve(timer.Schedule, configuration);
        TimerSchedule.Parse(schedule);
        return new TriggerParameters
        {
            Attribute = new TimerTriggerAttribute(schedule) { RunOnStartup = timer.RunOnStartup, UseMonitor = timer.UseMonitor },
            TriggerTypes = [typeof(TimerInfo)],
        };
    }
}
