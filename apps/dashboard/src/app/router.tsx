import { createBrowserRouter, Navigate } from 'react-router';
import { ActivityPage } from '../features/activity/activity-page';
import { EndpointEditPage } from '../features/endpoints/endpoint-edit-page';
import { EndpointsPage } from '../features/endpoints/endpoints-page';
import { UsagePage } from '../features/usage/usage-page';
import { VirtualModelEditPage } from '../features/virtual-models/virtual-model-edit-page';
import { VirtualModelsPage } from '../features/virtual-models/virtual-models-page';
import { ErrorPage } from './error-page';
import { NotFoundPage } from './not-found-page';
import { SessionGate } from './session-gate';
import { Shell } from './shell';

export const router = createBrowserRouter(
  [
    {
      element: <SessionGate />,
      errorElement: <ErrorPage />,
      children: [
        {
          element: <Shell />,
          children: [
            { index: true, element: <Navigate to="/endpoints" replace /> },
            { path: 'endpoints', element: <EndpointsPage /> },
            { path: 'endpoints/:id', element: <EndpointEditPage /> },
            { path: 'virtual-models', element: <VirtualModelsPage /> },
            { path: 'virtual-models/:id', element: <VirtualModelEditPage /> },
            { path: 'usage', element: <UsagePage /> },
            { path: 'activity', element: <ActivityPage /> },
            { path: '*', element: <NotFoundPage /> },
          ],
        },
      ],
    },
  ],
  { basename: '/dashboard' },
);
